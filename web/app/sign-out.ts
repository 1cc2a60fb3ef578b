const ACCOUNT = '/account'
const FORM = /<form [^>]*action="\/sign-out"[^]*?<\/form>/

/** By the form of the server's own page, which alone has what shows that a page of the server has sent it. */
export async function signOut(): Promise<void> {
  const page = await fetch(ACCOUNT).then(
    (answer) => answer.text(),
    () => '',
  )
  const html = FORM.exec(page)?.[0] ?? ''
  const form = new DOMParser().parseFromString(html, 'text/html').querySelector('form')
  // Who is not signed in any more is led to where people sign in; what failed there is said there.
  if (form === null) location.assign(ACCOUNT)
  else document.body.appendChild(document.adoptNode(form)).submit()
}
