import { usage } from '../client-failure.ts'

/** The server that somebody names, `registry.example:8443`, as what is kept for it is known by. Throws `ClientFailure` where it is none. */
export function originIn(text: string): string {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `https://${text}`)
  if (url === null || url.protocol !== 'https:' || url.hostname === '')
    throw usage(`${repeated(text)} is no address of a server: it looks like https://registry.example:8443`)
  const { username, password, pathname, search, hash } = url
  if (username !== '' || password !== '')
    throw usage(`an address has no name or password in it: say ${url.origin}, and --client-id where a key is meant`)
  if (`${pathname}${search}${hash}` !== '/')
    throw usage(`${repeated(text)} names more than a server: say ${url.origin}, without what comes after it`)
  return url.origin
}

/** A password comes before an @, a token behind what follows a path: neither is for a terminal, or the log of a job. */
const repeated = (text: string): string =>
  /[@?#]/.test(text) ? 'what was said (not repeated here: there may be a secret in it)' : JSON.stringify(text)
