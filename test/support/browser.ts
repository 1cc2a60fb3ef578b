// The parts of a browser that the server's own pages need: it keeps cookies, follows redirects, and fills in forms.
import assert from 'node:assert/strict'
import type { Answer, Client } from './client.ts'

export interface Seen {
  readonly status: number
  /** The path of the final page, after redirects. */
  readonly path: string
  readonly text: string
  readonly headers: Answer['headers']
  /** The address on another server that it was redirected to. */
  readonly leftFor?: string
}

export interface Browser {
  readonly open: (path: string) => Promise<Seen>
  /** Fills in the form with this action on the last page, and submits it. */
  readonly submit: (action: string, fields: Readonly<Record<string, string>>, headers?: Headers) => Promise<Seen>
  readonly cookies: ReadonlyMap<string, string>
  /** Another browser with the same cookies. */
  readonly copy: () => Browser
}
type Headers = Readonly<Record<string, string>>

export function openBrowser(client: Client, origin: string, known: Iterable<readonly [string, string]> = []): Browser {
  const cookies = new Map(known)
  let last: Seen = { status: 0, path: '/', text: '', headers: {} }

  /** The path of an address on this server; null for an address elsewhere. */
  const within = (address: string) =>
    address.startsWith(`${origin}/`) ? address.slice(origin.length) : address.startsWith('/') ? address : null

  async function go(method: string, path: string, body: string | undefined, given: Headers): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin }
    const headers = {
      'user-agent': 'Firefox',
      accept: 'text/html',
      ...(cookie === '' ? {} : { cookie }),
      ...type,
      ...given,
    }
    const answer = await client.send({ method, path, headers, ...(body === undefined ? {} : { body }) })
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = answer.headers['location']
    if (typeof to === 'string' && within(to) !== null) return go('GET', within(to) ?? '', undefined, {})
    const { status, headers: got } = answer
    last = { status, path: path.split('?')[0] ?? '', text: String(answer.body), headers: got }
    return typeof to === 'string' ? { ...last, leftFor: to } : last
  }

  return {
    cookies,
    open: (path) => go('GET', path, undefined, {}),
    async submit(action, fields, headers = {}) {
      const form = [...last.text.matchAll(/<form[^>]* action="([^"]*)"[^>]*>([^]*?)<\/form>/g)].find(
        ([, found]) => unescaped(found ?? '') === action,
      )
      assert.ok(form, `no form for ${action} on ${last.path}:\n${last.text}`)
      const inputs = [...(form[2] ?? '').matchAll(/<input[^>]*>/g)].map(([input]) => [
        unescaped(/ name="([^"]*)"/.exec(input)?.[1] ?? ''),
        unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? ''),
      ])
      const missing = Object.keys(fields).filter((name) => !inputs.some(([known]) => known === name))
      assert.deepEqual(missing, [], `the form for ${action} has no such fields`)
      const body = new URLSearchParams({ ...(Object.fromEntries(inputs) as Record<string, string>), ...fields })
      return go('POST', within(action) ?? action, body.toString(), headers)
    },
    copy: () => openBrowser(client, origin, cookies),
  }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&rsquo;', '’')
    .replaceAll('&ldquo;', '“')
    .replaceAll('&rdquo;', '”')
    .replaceAll('&middot;', '·')
    .replaceAll('&amp;', '&')
