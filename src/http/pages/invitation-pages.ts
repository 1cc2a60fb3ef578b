import { type OpenInvitation, openInvitation } from '../../domain/principal/invitation/accept-invitation.ts'
import { PASSWORD_LENGTH } from '../../domain/principal/user/password.ts'
import { type Field, formOf, type Wrong } from './form.ts'
import { markup } from './markup.ts'
import { type Answer, answerTo, type PageRoute, type PagesParts, type Visit, wrongIn } from './visit.ts'

export const newPasswordField: Field = {
  name: 'password',
  label: 'New password',
  type: 'password',
  autocomplete: 'new-password',
  hint: `At least ${PASSWORD_LENGTH.least} characters of any kind, and hard to guess. A few unrelated words work well.`,
}

/** Whoever has the address of an invitation can create a user with it, or set a new password. */
export const invitationPages = ({ signIn, unsigned, hashInvitation }: PagesParts): readonly PageRoute[] => {
  const open = (visit: Visit) => openInvitation(unsigned, hashInvitation(visit.params['token'] ?? ''))
  return [
    {
      method: 'GET',
      url: '/invitations/:token',
      answer: async (visit) => invitationPage(visit, await open(visit), {}),
    },
    {
      method: 'POST',
      url: '/invitations/:token',
      async answer(visit) {
        const opened = await open(visit)
        const { email = '', display_name: displayName = '', password = '' } = visit.fields
        const hash = hashInvitation(visit.params['token'] ?? '')
        try {
          const outcome = await signIn.withInvitation({ hash, email, displayName, password }, visit.from)
          return answerTo(outcome, '/', (wrong, status) => invitationPage(visit, opened, wrong, status), {
            form: 'That did not work. Ask whoever sent you this link for a new one.',
          })
        } catch (error) {
          return invitationPage(visit, opened, wrongIn(error), 422)
        }
      },
    },
  ]
}

function invitationPage(
  visit: Visit,
  { invitation, known, organizationName }: OpenInvitation,
  wrong: Wrong,
  status = 200,
): Answer {
  const ownsAll = invitation.role === 'owner'
  const { email = '', display_name: displayName = '' } = visit.fields
  const name: Field = {
    name: 'display_name',
    label: 'Your name',
    type: 'text',
    autocomplete: 'name',
    value: displayName,
  }
  const address: Field = { name: 'email', label: 'Email address', type: 'text', autocomplete: 'username', value: email }
  const form = formOf({
    action: `/invitations/${encodeURIComponent(visit.params['token'] ?? '')}`,
    token: visit.token,
    fields: [...(invitation.email === null ? [address] : []), ...(known === null ? [name] : []), newPasswordField],
    button: known === null ? 'Join' : 'Set password',
    isMain: true,
    wrong,
  })
  const words =
    known === null
      ? markup`<p>
          You are invited to join the organization
          &ldquo;${organizationName}&rdquo;${
            invitation.email === null
              ? '.'
              : markup` as <strong>${invitation.email}</strong>. You will sign in with this address.`
          }
        </p>
        ${
          invitation.role === null
            ? null
            : markup`<p>You will ${ownsAll ? 'be its owner, and can do everything in it' : markup`have the role <strong>${invitation.role}</strong>`}.</p>`
        }`
      : markup`<p>
          Set a new password for <strong>${known.account.email}</strong>. This ends all sessions and removes the second
          factor.
        </p>`
  const title = known === null ? 'Join' : 'New password'
  return { kind: 'page', status, page: { title, body: markup`${words}${form}` } }
}
