import { type Field, formOf, type Wrong } from './form.ts'
import { newPasswordField } from './invitation-pages.ts'
import { type Answer, answerTo, type PageRoute, type PagesParts, signedIn, type Visit, wrongIn } from './visit.ts'

const PATH = '/account/password'
export const currentPasswordField: Field = {
  name: 'current_password',
  label: 'Current password',
  type: 'password',
  autocomplete: 'current-password',
}

export const passwordPages = ({ signIn }: PagesParts): readonly PageRoute[] => [
  { method: 'GET', url: PATH, answer: signedIn(async (_self, visit) => passwordPage(visit, {}), PATH) },
  {
    method: 'POST',
    url: PATH,
    answer: signedIn(async (self, visit) => {
      const { current_password: currentPassword = '', password = '' } = visit.fields
      try {
        const outcome = await signIn.changePassword(self, { current: currentPassword, password }, visit.from)
        return answerTo(outcome, '/account', (wrong, status) => passwordPage(visit, wrong, status), {})
      } catch (error) {
        return passwordPage(visit, wrongIn(error), 422)
      }
    }, PATH),
  },
]

function passwordPage(visit: Visit, wrong: Wrong, status = 200): Answer {
  const fields = [currentPasswordField, newPasswordField]
  const body = formOf({ action: PATH, token: visit.token, fields, button: 'Change password', isMain: true, wrong })
  return { kind: 'page', status, page: { title: 'Change password', body } }
}
