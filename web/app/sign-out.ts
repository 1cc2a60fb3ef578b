const ACCOUNT = '/account'
const FORM = /<form [^>]*action="\/sign-out"[^]*?<\/form>/

/** Signs out with the form of the server's own page: only that form carries the proof that a page of the server has sent it. */
export async function signOut(): Promise<void> {
  const page = await fetch(ACCOUNT).then(
    (answer) => answer.text(),
    () => '',
  )
  const html = FORM.exec(page)?.[0] ?? ''
  const form = new DOMParser().parseFromString(html, 'text/html').querySelector('form')
  // A user who is no longer signed in is led to the sign-in page. If the request failed, the account page says so.
  if (form === null) location.assign(ACCOUNT)
  else document.body.appendChild(document.adoptNode(form)).submit()
}
