import { usage } from '../client-failure.ts'

/**
 * The origin of a server that a user names, such as `registry.example:8443`; logins are stored by it. Throws `ClientFailure` if the text
 * names no server.
 */
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

/** A password may precede an @, and a token may follow a ? or #: neither belongs on a terminal or in the log of a job. */
const repeated = (text: string): string =>
  /[@?#]/.test(text) ? 'what was said (not repeated here: there may be a secret in it)' : JSON.stringify(text)
