import { cookieFor } from '../wire/cookies.ts'
import { type Field, formOf, type Wrong } from './form.ts'
import { markup } from './markup.ts'
import { returnPath } from './return-path.ts'
import {
  type Answer,
  answerTo,
  HALF_COOKIE,
  KNOWN_COOKIE,
  type PageRoute,
  type PagesParts,
  type Visit,
} from './visit.ts'

const HOME = '/'

const password: Field = { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }
const nameField = (value: string): Field => ({
  name: 'email',
  label: 'Email address',
  type: 'text',
  autocomplete: 'username',
  value,
})
export const codeField: Field = {
  name: 'code',
  label: 'Code',
  type: 'text',
  autocomplete: 'one-time-code',
  hint: 'Six digits from your authenticator, or one of your recovery codes.',
}

/** The pages that ask for a password and, when the user has a second factor, for a code. */
export const signInPages = ({ signIn, providerSignIn: { providers } }: PagesParts): readonly PageRoute[] => [
  {
    method: 'GET',
    url: '/sign-in',
    answer: async (visit) =>
      (await visit.self()) === null
        ? signInPage(providers, visit, {})
        : { kind: 'go', to: returnPath(visit.query['return'], HOME) },
  },
  {
    method: 'POST',
    url: '/sign-in',
    async answer(visit) {
      const { email = '', password = '', return: back } = visit.fields
      const known = visit.cookie(KNOWN_COOKIE) ?? null
      const outcome = await signIn.withPassword({ email, password, known }, visit.from)
      if (outcome.kind !== 'half')
        return answerTo(
          outcome,
          returnPath(back, HOME),
          (wrong, status) => signInPage(providers, visit, wrong, status),
          {
            form: 'The email address or the password is wrong.',
          },
        )
      const to = `/sign-in/second-factor?return=${encodeURIComponent(returnPath(back, HOME))}`
      return { kind: 'go', to, cookies: [cookieFor(HALF_COOKIE, outcome.half)] }
    },
  },
  {
    method: 'GET',
    url: '/sign-in/second-factor',
    answer: async (visit) =>
      visit.cookie(HALF_COOKIE) === undefined ? { kind: 'go', to: '/sign-in' } : secondStepPage(visit, {}),
  },
  {
    method: 'POST',
    url: '/sign-in/second-factor',
    async answer(visit) {
      const { code = '', return: back } = visit.fields
      const outcome = await signIn.withCode({ half: visit.cookie(HALF_COOKIE) ?? '', code }, visit.from)
      if (outcome.kind === 'over') return startAgain(providers, visit)
      const answer = answerTo(
        outcome,
        returnPath(back, HOME),
        (wrong, status) => secondStepPage(visit, wrong, status),
        {
          code: 'The code is wrong, or was used before. Wait for the next one.',
        },
      )
      return answer.kind === 'go'
        ? { ...answer, cookies: [...(answer.cookies ?? []), cookieFor(HALF_COOKIE, null)] }
        : answer
    },
  },
]

export const backOf = ({ query, fields }: Visit) => returnPath(fields['return'] ?? query['return'], HOME)

type Providers = PagesParts['providerSignIn']['providers']

function signInPage(providers: Providers, visit: Visit, wrong: Wrong, status = 200): Answer {
  const form = formOf({
    action: '/sign-in',
    token: visit.token,
    hidden: { return: backOf(visit) },
    fields: [nameField(visit.fields['email'] ?? ''), password],
    button: 'Sign in',
    isMain: true,
    wrong,
  })
  const back = encodeURIComponent(backOf(visit))
  const body = markup`${providers.map(
    ({ name, displayName }) =>
      markup`<p><a class="button" href="/sign-in/with/${name}?return=${back}">Sign in with ${displayName}</a></p>`,
  )}
    ${form}`
  return { kind: 'page', status, page: { title: 'Sign in', body } }
}

function secondStepPage(visit: Visit, wrong: Wrong, status = 200): Answer {
  const form = formOf({
    action: '/sign-in/second-factor',
    token: visit.token,
    hidden: { return: backOf(visit) },
    fields: [codeField],
    button: 'Sign in',
    isMain: true,
    wrong,
  })
  const body = markup`${form}
    <p><a href="/sign-in">Sign in as somebody else</a></p>`
  return { kind: 'page', status, page: { title: 'Second factor', body } }
}

const startAgain = (providers: Providers, visit: Visit): Answer => ({
  ...signInPage(providers, visit, { form: 'That took too long. Sign in again.' }, 422),
  cookies: [cookieFor(HALF_COOKIE, null)],
})
