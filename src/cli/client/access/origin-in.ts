import { usage } from '../client-failure.ts'

/**
 * The origin of a server that a user names, such as `registry.example:8443`; logins are stored by it. Throws `ClientFailure` if the text
 * names no server.
 */
export function originIn(text: string): string {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `https://${text}`)
  if (url === null || url.protocol !== 'https:' || url.hostname === '')
    throw usage(`${repeated(text)} is not the address of a server: write it as https://registry.example:8443`)
  const { username, password, pathname, search, hash } = url
  if (username !== '' || password !== '')
    throw usage(`the address contains a name or password: use ${url.origin}, and --client-id for a key`)
  if (`${pathname}${search}${hash}` !== '/')
    throw usage(`${repeated(text)} is more than the address of a server: use ${url.origin}`)
  return url.origin
}

/** A password may precede an @, and a token may follow a ? or #: neither belongs on a terminal or in the log of a job. */
const repeated = (text: string): string =>
  /[@?#]/.test(text) ? 'the given address (not shown, as it may contain a secret)' : JSON.stringify(text)
