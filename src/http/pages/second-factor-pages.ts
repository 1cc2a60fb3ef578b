import type { Enabled } from '../../auth/sessions/password-sign-in.ts'
import type { Context } from '../../domain/context.ts'
import { beginSecondFactor } from '../../domain/principal/user/change-second-factor.ts'
import { getSelf } from '../../domain/principal/user/get-self.ts'
import { cookieFor } from '../wire/cookies.ts'
import { type Field, formOf, type Wrong } from './form.ts'
import { type Html, markup } from './markup.ts'
import { currentPasswordField } from './password-pages.ts'
import { backOf, codeField } from './sign-in-pages.ts'
import {
  type Answer,
  answerTo,
  cookiesOf,
  HALF_COOKIE,
  type PageRoute,
  type PagesParts,
  SET_UP_PATH,
  signedIn,
  toWait,
  type Visit,
  wrongIn,
} from './visit.ts'

const PATH = '/account/second-factor'
const OFF = `${PATH}/off`

export const secondFactorPages = (parts: PagesParts): readonly PageRoute[] => {
  const setUpPage = setUpPageOf(parts, { action: PATH, fields: [currentPasswordField], before: null, after: null })
  const offPage = offPageOf(parts)
  return [
    {
      method: 'GET',
      url: PATH,
      answer: signedIn(async (self, visit) => {
        const { account } = await getSelf(self)
        return account.secondFactorSince === null ? setUpPage(self, visit, {}, 200) : offPage(visit, {})
      }, PATH),
    },
    {
      method: 'POST',
      url: PATH,
      answer: signedIn(async (self, visit) => {
        const { sealed = '', code = '', current_password: current = '' } = visit.fields
        try {
          const outcome = await parts.signIn.enableSecondFactor(self, { sealed, code, current }, visit.from)
          if (outcome.kind === 'wait') return await setUpPage(self, visit, { form: toWait(outcome) }, 429)
          return recoveryPage(outcome, '/account')
        } catch (error) {
          return setUpPage(self, visit, wrongIn(error), 422)
        }
      }, PATH),
    },
    {
      method: 'POST',
      url: OFF,
      answer: signedIn(async (self, visit) => {
        const { code = '' } = visit.fields
        try {
          const outcome = await parts.signIn.disableSecondFactor(self, { code }, visit.from)
          return answerTo(outcome, '/account', (wrong, status) => offPage(visit, wrong, status), {})
        } catch (error) {
          return offPage(visit, wrongIn(error), 422)
        }
      }, PATH),
    },
    ...firstFactorPages(parts),
  ]
}

/** The same for a user who has entered a password and is signed in only once a second factor is set up. */
function firstFactorPages(parts: PagesParts): readonly PageRoute[] {
  const setUpPage = setUpPageOf(parts, {
    action: SET_UP_PATH,
    fields: [],
    before: markup`<p>This server requires a second factor. Set one up to finish signing in.</p>`,
    after: markup`<p><a href="/sign-in">Sign in as somebody else</a></p>`,
  })
  const over: Answer = { kind: 'go', to: '/sign-in', cookies: [cookieFor(HALF_COOKIE, null)] }
  const answer =
    (go: (self: Context, visit: Visit, half: string) => Promise<Answer>) =>
    async (visit: Visit): Promise<Answer> => {
      const half = visit.cookie(HALF_COOKIE) ?? ''
      const self = await parts.signIn.whoSetsUp(half)
      return self === undefined ? over : go(self, visit, half)
    }
  return [
    { method: 'GET', url: SET_UP_PATH, answer: answer((self, visit) => setUpPage(self, visit, {}, 200)) },
    {
      method: 'POST',
      url: SET_UP_PATH,
      answer: answer(async (self, visit, half) => {
        const { sealed = '', code = '' } = visit.fields
        try {
          const outcome = await parts.signIn.withNewFactor({ half, sealed, code }, visit.from)
          if (outcome.kind === 'over') return over
          const page = recoveryPage(outcome, backOf(visit))
          return { ...page, cookies: [...(page.cookies ?? []), cookieFor(HALF_COOKIE, null)] }
        } catch (error) {
          return setUpPage(self, visit, wrongIn(error), 422)
        }
      }),
    },
  ]
}

interface SetUpForm {
  readonly action: string
  /** The fields besides that of the code. */
  readonly fields: readonly Field[]
  readonly before: Html | null
  readonly after: Html | null
}

const setUpPageOf =
  ({ secrets }: PagesParts, { action, fields, before, after }: SetUpForm) =>
  async (self: Context, visit: Visit, wrong: Wrong, status: number): Promise<Answer> => {
    // After a mistyped code the secret stays the same, because the user's authenticator already has it.
    const { sealed, secret, address } = await beginSecondFactor(self, visit.fields['sealed'] ?? null, secrets.codes)
    // Loaded only when a user sets up a second factor.
    const { default: encodeQR } = await import('qr')
    const square = { html: encodeQR(address, 'svg', { border: 2 }) }
    const form = formOf({
      action,
      token: visit.token,
      hidden: { sealed, return: backOf(visit) },
      fields: [...fields, { ...codeField, hint: 'The six digits that your authenticator shows now.' }],
      button: 'Turn on',
      isMain: true,
      wrong,
    })
    const body = markup`${before}
    <p>
      Scan this code with your authenticator app, or type the secret into it. Turning the second factor on ends all your
      other sessions.
    </p>
    <div class="square" role="img" aria-label="The secret below as a QR code">${square}</div>
    <dl>
      <dt>Secret</dt>
      <dd><code>${secret}</code></dd>
      <dt>Address</dt>
      <dd><code>${address}</code></dd>
    </dl>
    ${form} ${after}`
    return { kind: 'page', status, page: { title: 'Set up a second factor', body } }
  }

function recoveryPage({ recoveryCodes, signIn }: Enabled, to: string): Answer {
  const body = markup`<p class="note" role="status">Your second factor is on.</p>
    <p>
      Keep these recovery codes where you can find them without your authenticator. Each works once, and they are shown
      only now.
    </p>
    <ul class="codes">
      ${recoveryCodes.map((code) => markup`<li>${code}</li>`)}
    </ul>
    <p><a href="${to}">I have saved them</a></p>`
  return { kind: 'page', page: { title: 'Recovery codes', body }, cookies: cookiesOf(signIn) }
}

const offPageOf =
  ({ requireSecondFactor }: PagesParts) =>
  (visit: Visit, wrong: Wrong, status = 200): Answer => {
    const button = 'Turn off'
    const form = formOf({ action: OFF, token: visit.token, fields: [codeField], button, isMain: true, wrong })
    const body = markup`<p>${requireSecondFactor ? 'You will set up a new one next.' : 'Without it, your password alone is enough to sign in.'}</p>
    ${form}`
    return { kind: 'page', status, page: { title: 'Turn off the second factor', body } }
  }
