import { getSelf } from '../../domain/principal/user/get-self.ts'
import type { Context } from '../../domain/context.ts'
import { answerAddress, type ProgramRequest, queryOf, readAuthorizationRequest } from './authorization-request.ts'
import { alertOf, formOf } from './form.ts'
import { markup } from './markup.ts'
import type { Answer, PageRoute, PagesParts, Visit } from './visit.ts'

const PATH = '/oauth2/auth'
const DENY = `${PATH}/deny`

/** Asks the user whether a program on their machine may act as them: `hcp auth login`, Terraform without credentials. */
export const authorizationPages = ({ browserLogins }: PagesParts): readonly PageRoute[] => [
  {
    method: 'GET',
    url: PATH,
    answer: withRequest(
      ({ query }) => query,
      async (request, self, visit) => consentPage(request, self, visit),
    ),
  },
  {
    method: 'POST',
    url: PATH,
    answer: withRequest(requestIn, async (request, self) => {
      const code = await browserLogins.allow(self, request)
      return { kind: 'go', to: answerAddress(request, { code }) }
    }),
  },
  {
    method: 'POST',
    url: DENY,
    answer: withRequest(requestIn, async (request) => denied(request, 'access_denied', 'the user denied the request')),
  },
]

const requestIn = ({ fields }: Visit) => Object.fromEntries(new URLSearchParams(fields['request'] ?? ''))

/** Reads the program's request and answers it. A user who is not signed in is sent to sign in first. */
const withRequest =
  (
    queryIn: (visit: Visit) => Readonly<Record<string, unknown>>,
    answer: (request: ProgramRequest, self: Context, visit: Visit) => Promise<Answer>,
  ): PageRoute['answer'] =>
  async (visit) => {
    const request = readAuthorizationRequest(queryIn(visit))
    if ('kind' in request)
      return request.kind === 'tell-person'
        ? refusalPage(request.message)
        : denied(request.request, request.error, request.message)
    const self = await visit.self()
    if (self !== null) return answer(request, self, visit)
    return { kind: 'go', to: `/sign-in?return=${encodeURIComponent(`${PATH}?${queryOf(request)}`)}` }
  }

const denied = (request: ProgramRequest, error: string, message: string): Answer => ({
  kind: 'go',
  to: answerAddress(request, { error, error_description: message }),
})

async function consentPage(request: ProgramRequest, self: Context, visit: Visit): Promise<Answer> {
  const { principal, account } = await getSelf(self)
  const hidden = { request: queryOf(request) }
  const form = (action: string, button: string, isMain: boolean) =>
    formOf({ action, token: visit.token, hidden, fields: [], button, isMain, wrong: {} })
  const { host, origin } = new URL(request.redirectUri)
  const body = markup`<p>A program on your computer, such as <code>hcp auth login</code> or Terraform, wants to act as you.</p>
    <dl>
      <dt>You are signed in as</dt>
      <dd>${principal.displayName} (${account.email})</dd>
      <dt>The program calls itself</dt>
      <dd><code>${request.clientId}</code></dd>
      <dt>It listens on your computer at</dt>
      <dd><code>${host}</code></dd>
    </dl>
    <p>It can do everything that you can, until you sign out everywhere. Allow it only if you have just started it yourself.</p>
    ${form(PATH, 'Allow', true)} ${form(DENY, 'Deny', false)}`
  return { kind: 'page', page: { title: 'Allow this program to act as you?', body }, formsLeadTo: origin }
}

const refusalPage = (message: string): Answer => ({
  kind: 'page',
  status: 400,
  page: {
    title: 'This login request is not valid',
    body: markup`${alertOf(`The program opened an address that is not valid: ${message}.`)}
      <p>
        Close this page and start the program again. If it is not an up-to-date HashiCorp client, check its request: this server
        gives authorization codes (RFC 6749) only to programs on the same machine as the browser.
      </p>`,
  },
})
