import { cookieFor } from '../wire/cookies.ts'
import { SESSION_COOKIE } from '../wire/credential.ts'
import { alertOf } from './form.ts'
import { markup } from './markup.ts'
import { returnPath } from './return-path.ts'
import { type Answer, type PageRoute, type PagesParts, sentence, type Visit } from './visit.ts'

const COOKIE = '__Host-assay-provider'
const HOME = '/'

/** The addresses that lead to a provider's sign-in, and back from it. */
export const providerPages = ({ providerSignIn }: PagesParts): readonly PageRoute[] => [
  {
    method: 'GET',
    url: '/sign-in/with/:provider',
    async answer(visit) {
      const name = visit.params['provider'] ?? ''
      const back = returnPath(visit.query['return'], HOME)
      const begun = await providerSignIn.begin(name, { redirectUri: callbackOf(visit, name), back })
      if (begun.kind !== 'go') return refusalPage(begun)
      return { kind: 'go', to: begun.to, cookies: [cookieFor(COOKIE, begun.kept)] }
    },
  },
  {
    method: 'GET',
    url: '/sign-in/with/:provider/callback',
    async answer(visit) {
      const name = visit.params['provider'] ?? ''
      const address = new URL(callbackOf(visit, name))
      address.search = visit.search
      const finished = await providerSignIn.finish(name, { address, kept: visit.cookie(COOKIE) }, visit.from)
      const forget = cookieFor(COOKIE, null)
      if (finished.kind === 'wait') {
        const seconds = Math.ceil(finished.milliseconds / 1000)
        const reason = `too many failed attempts from your address: try again in ${seconds} seconds`
        return { ...refusalPage({ kind: 'refused', reason }), status: 429, cookies: [forget] }
      }
      if (finished.kind !== 'signed-in') return { ...refusalPage(finished), cookies: [forget] }
      const { token, back } = finished
      return { kind: 'go', to: returnPath(back, HOME), cookies: [forget, cookieFor(SESSION_COOKIE, token)] }
    },
  },
]

const callbackOf = ({ origin }: Visit, name: string) => `${origin}/sign-in/with/${encodeURIComponent(name)}/callback`

const refusalPage = (
  why: { readonly kind: 'unknown' } | { readonly kind: 'refused'; readonly reason: string },
): Answer => ({
  kind: 'page',
  status: why.kind === 'unknown' ? 404 : 403,
  page: {
    title: 'You are not signed in',
    body: markup`${alertOf(why.kind === 'unknown' ? 'This server has no such provider.' : sentence(why.reason))}
      <p><a href="/sign-in">Go back and sign in</a></p>`,
  },
})
