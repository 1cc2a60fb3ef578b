import type { Context } from '../../domain/context.ts'
import { beginSecondFactor } from '../../domain/principal/user/change-second-factor.ts'
import { getSelf } from '../../domain/principal/user/get-self.ts'
import { cookieFor } from '../wire/cookies.ts'
import { SESSION_COOKIE } from '../wire/credential.ts'
import { formOf, type Wrong } from './form.ts'
import { markup } from './markup.ts'
import { currentPasswordField } from './password-pages.ts'
import { codeField } from './sign-in-pages.ts'
import {
  type Answer,
  answerTo,
  type PageRoute,
  type PagesParts,
  signedIn,
  toWait,
  type Visit,
  wrongIn,
} from './visit.ts'

const PATH = '/account/second-factor'
const OFF = `${PATH}/off`

export const secondFactorPages = (parts: PagesParts): readonly PageRoute[] => [
  {
    method: 'GET',
    url: PATH,
    answer: signedIn(async (self, visit) => {
      const { account } = await getSelf(self)
      return account.secondFactorSince === null ? setUpPage(parts, self, visit, {}, 200) : offPage(visit, {})
    }, PATH),
  },
  {
    method: 'POST',
    url: PATH,
    answer: signedIn(async (self, visit) => {
      const { sealed = '', code = '', current_password: current = '' } = visit.fields
      try {
        const outcome = await parts.signIn.enableSecondFactor(self, { sealed, code, current }, visit.from)
        if (outcome.kind === 'wait') return await setUpPage(parts, self, visit, { form: toWait(outcome) }, 429)
        const { recoveryCodes, signIn } = outcome
        return recoveryPage(recoveryCodes, signIn.kind === 'signed-in' ? signIn.token : null)
      } catch (error) {
        return setUpPage(parts, self, visit, wrongIn(error), 422)
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
]

async function setUpPage(
  { secrets }: PagesParts,
  self: Context,
  visit: Visit,
  wrong: Wrong,
  status: number,
): Promise<Answer> {
  // The same once more for who has mistyped the code: their authenticator has it already.
  const { sealed, secret, address } = await beginSecondFactor(self, visit.fields['sealed'] ?? null, secrets.codes)
  // Loaded when somebody sets one up.
  const { default: encodeQR } = await import('qr')
  const square = { html: encodeQR(address, 'svg', { border: 2 }) }
  const form = formOf({
    action: PATH,
    token: visit.token,
    hidden: { sealed },
    fields: [currentPasswordField, { ...codeField, hint: 'Six digits, which your authenticator shows now.' }],
    button: 'Turn it on',
    isMain: true,
    wrong,
  })
  const body = markup`<p>
      Have an authenticator read this square, or type the secret into it. Turning it on ends all other sessions.
    </p>
    <div class="square" role="img" aria-label="The secret below as a QR code">${square}</div>
    <dl>
      <dt>Secret</dt>
      <dd><code>${secret}</code></dd>
      <dt>Address</dt>
      <dd><code>${address}</code></dd>
    </dl>
    ${form}`
  return { kind: 'page', status, page: { title: 'Set up a second factor', body } }
}

function recoveryPage(codes: readonly string[], token: string | null): Answer {
  const body = markup`<p class="note" role="status">Your second factor is on.</p>
    <p>
      Keep these recovery codes where you find them without your authenticator. Each is good once, and they are shown
      only now.
    </p>
    <ul class="codes">
      ${codes.map((code) => markup`<li>${code}</li>`)}
    </ul>
    <p><a href="/account">I have kept them</a></p>`
  const cookies = token === null ? [] : [cookieFor(SESSION_COOKIE, token)]
  return { kind: 'page', page: { title: 'Recovery codes', body }, cookies }
}

function offPage(visit: Visit, wrong: Wrong, status = 200): Answer {
  const button = 'Turn it off'
  const form = formOf({ action: OFF, token: visit.token, fields: [codeField], button, isMain: true, wrong })
  const body = markup`<p>Without it, your password alone lets you in.</p>
    ${form}`
  return { kind: 'page', status, page: { title: 'Turn the second factor off', body } }
}
