// `assay login`, `logout` and `whoami`: a user's credentials are kept in a file that only that user may read.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { reasonOf } from '../../../domain/errors.ts'
import type { Access } from '../../../client/access.ts'
import { currentApi, type Operations } from '../../../client/apis.ts'
import { browserLogin } from '../../../client/browser-login.ts'
import { type Client, createClient } from '../../../client/client.ts'
import { credentialFileAccess } from '../../../client/credential-file.ts'
import { authUrlOf } from '../../../client/environment.ts'
import type { Location } from '../../../client/operation-request.ts'
import { servicePrincipalKey } from '../../../client/service-principal-key.ts'
import { clientDirectory } from '../../../config/client-directory.ts'
import { processVariables } from '../../../config/config.ts'
import type { DeclaredVerb } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { type Asking, askedBy } from '../explain-failure.ts'
import { printable } from '../output/printable.ts'
import { credentialText } from '../server/credential-text.ts'
import { readText } from '../server/find-server.ts'
import { findLocation, SeveralFound } from '../server/find-location.ts'
import { type GivenLogin, keepLogin, makeRoom, type StoredCredentials } from '../server/logins.ts'
import { fetchTrusting, fetchTrustingMachine, readAuthorities } from '../server/trust.ts'
import { endOnServer } from './end-on-server.ts'
import { logInByBrowser } from './log-in-by-browser.ts'
import { readSecret } from '../prompt/read-secret.ts'
import { originIn } from './origin-in.ts'
import { callerText } from './whoami.ts'
import type { Fetch } from '../../../client/fetch.ts'

interface LoginOptions {
  readonly ca?: string
  readonly clientId?: string
  readonly credFile?: string
  readonly organization?: string
  readonly project?: string
  /** False for `--no-browser`. */
  readonly browser: boolean
}

export const loginVerb: DeclaredVerb = {
  kind: 'itself',
  words: '<address>',
  examples: [
    'echo "$HCP_CLIENT_SECRET" | assay login "$HCP_AUTH_URL" --ca "$SSL_CERT_FILE" --client-id "$HCP_CLIENT_ID"',
  ],
  options: (command) =>
    command
      .option('--ca <file>', 'the CA certificate (PEM) of a server that this machine does not trust by itself')
      .option('--client-id <id>', 'log in with a service principal key; prompts for its secret or reads it from stdin')
      .option('--cred-file <file>', 'log in with a credential file, such as HCP_CRED_FILE names')
      .option('--no-browser', 'print the address to open instead of opening a browser')
      .option('--organization <id>', 'the organization to use, if there are several')
      .option('--project <id>', 'the project to use, if there are several'),
  run: login,
}

async function login(command: Command, signal: AbortSignal): Promise<void> {
  const options = command.opts<LoginOptions>()
  const apiUrl = originIn(command.args[0] ?? '')
  await makeRoom(clientDirectory())
  const authUrl = authUrlOf(apiUrl)
  const { authorities, fetch } = await trustOf(options)
  const endpoint = { apiUrl, authUrl, fetch }
  const credentials = await credentialsBy(options, endpoint, signal)
  const given = { apiUrl, authUrl, authorities, credentials }
  try {
    await keep(given, { options, fetch, signal })
  } catch (error) {
    await endOnServer(given, NEVER)
    throw askedBy(askingWith(credentials), error)
  }
}

/** The remedies name the options of this command, whatever the environment variables are. */
function askingWith(credentials: StoredCredentials): Asking {
  const [credentialsFrom, again] = {
    key: ['the key of --client-id', 'check the id and its secret'],
    file: ['the credential file of --cred-file', 'name another one'],
    browser: ['the login in your browser', 'log in again'],
  }[credentials.kind] as [string, string]
  const remedies = {
    address: 'check the address',
    authority: 'pass it with --ca FILE',
    credentials: again,
    permission: 'log in as someone whose role permits it',
  }
  return { credentialsFrom, remedies }
}

/** Never aborts: an interrupted login still ends what the server issued. */
const NEVER = new AbortController().signal

interface Keeping {
  readonly options: LoginOptions
  readonly fetch: Fetch
  readonly signal: AbortSignal
}

/** Stores a login, once the server has said whose it is, and where. */
async function keep(login: GivenLogin, { options, fetch, signal }: Keeping): Promise<void> {
  const { apiUrl, authUrl, credentials } = login
  const access = await accessOf(credentials, { apiUrl, authUrl, fetch })
  const { organization: organizationId, project: projectId } = options
  const client = createClient({ api: currentApi, apiUrl, access, fetch })
  const { principal } = await client.call('IamService_GetCallerIdentity', {}, { signal })
  const { location, undecided } = await locationOf(client, {
    ...(organizationId !== undefined && { organizationId }),
    ...(projectId !== undefined && { projectId }),
  })
  const directory = clientDirectory()
  const kept = { ...login, ...location, principalId: principal?.id ?? '' }
  const replaced = await keepLogin(directory, kept, signal)
  const who = printable(callerText(principal))
  const where = undecided === null ? `, in project ${location.projectId}` : ''
  process.stdout.write(`Logged in to ${apiUrl} as ${who}${where}.\n`)
  if (undecided !== null) process.stderr.write(`No project is stored: ${printable(undecided)}\n`)
  process.stderr.write(`The login is stored in ${directory.loginsFile}, which only this user can read.\n`)
  if (replaced !== null) await endOnServer(replaced, signal)
}

/** A login is stored even if it does not say where to work. `undecided` is what a command then says; null otherwise. */
async function locationOf(client: Client<Operations>, known: Partial<Location>) {
  try {
    return { location: await findLocation(client, known), undecided: null }
  } catch (error) {
    if (!(error instanceof SeveralFound)) throw error
    return { location: { organizationId: '', projectId: '', ...known }, undecided: error.message }
  }
}

async function trustOf({ ca }: LoginOptions) {
  const named = ca ?? processVariables()['SSL_CERT_FILE']
  if (!named) return { authorities: null, fetch: fetchTrustingMachine() }
  const authorities = await readAuthorities(named, ca === undefined ? 'SSL_CERT_FILE' : '--ca')
  return { authorities, fetch: fetchTrusting(authorities) }
}

interface Endpoint {
  readonly apiUrl: string
  readonly authUrl: string
  readonly fetch: Fetch
}

async function credentialsBy(
  { clientId, credFile, browser }: LoginOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<StoredCredentials> {
  if (clientId !== undefined && credFile !== undefined)
    throw usage('--client-id and --cred-file cannot be used together')
  if (clientId !== undefined)
    return { kind: 'key', clientId, clientSecret: await readSecret('Secret of the key: ', signal) }
  if (credFile !== undefined) return { kind: 'file', path: resolve(credFile) }
  return { kind: 'browser', ...(await logInByBrowser(endpoint, { isOpened: browser, signal })) }
}

async function accessOf(credentials: StoredCredentials, endpoint: Endpoint): Promise<Access> {
  switch (credentials.kind) {
    case 'key':
      return servicePrincipalKey(credentials, endpoint)
    case 'file': {
      const text = await credentialText(credentials.path).catch((cause: unknown) => {
        throw usage(`${credentials.path} cannot be read: ${reasonOf(cause)}`)
      })
      return credentialFileAccess(text, { ...endpoint, variables: processVariables(), readFile: readText })
    }
    case 'browser':
      // The login was issued just now: there is nothing to read back or store.
      return browserLogin(credentials, { ...endpoint, kept: async () => null, keep: async () => undefined })
  }
}
