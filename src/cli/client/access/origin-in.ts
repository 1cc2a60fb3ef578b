import { usage } from '../client-failure.ts'

/** The server that somebody names, `registry.example:8443`, as what is kept for it is known by. Throws `ClientFailure` where it is none. */
export function originIn(text: string): string {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `https://${text}`)
  if (url === null || url.protocol !== 'https:' || url.hostname === '')
    throw usage(`${JSON.stringify(text)} is no address of a server: it looks like https://registry.example:8443`)
  return url.origin
}
