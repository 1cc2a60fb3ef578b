// The two registries of a copy: the one that all commands use, and another that variables beginning with SOURCE_ or TARGET_ describe.
import { ApiError } from '../../../../client/api-error.ts'
import { currentApi, type Operations } from '../../../../client/apis.ts'
import { type Client, createClient } from '../../../../client/client.ts'
import { credentialsIn, type Variables } from '../../../../client/environment.ts'
import { clientDirectory } from '../../../../config/client-directory.ts'
import { processVariables } from '../../../../config/config.ts'
import { ClientFailure, usage, usageIn } from '../../client-failure.ts'
import { type Asking, askedBy, OF_A_TERMINAL, type Remedies } from '../../explain-failure.ts'
import { findLocation } from '../../server/find-location.ts'
import { findServer } from '../../server/find-server.ts'
import { type Pace, pacedFetch } from './paced-fetch.ts'
import type { SbomRegistry } from '../sbom/download-sbom.ts'

export interface End extends SbomRegistry {
  /** Its address and project, for people. */
  readonly name: string
}

const HCP = 'api.cloud.hashicorp.com'

/** The registry that all commands use. */
export const ownEnd = (pace: Pace): Promise<End> =>
  endOf(processVariables(), pace, (credentialsFrom) => ({ credentialsFrom, remedies: OF_A_TERMINAL }))

/** The registry that variables with this prefix describe, at HCP if they give no address; null if there are no such variables. */
export async function endCalled(prefix: 'SOURCE' | 'TARGET', pace: Pace): Promise<End | null> {
  const all = processVariables()
  const start = `${prefix}_`
  const own = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), value]] : [])),
  )
  if (!Object.keys(own).some((name) => name.startsWith('HCP_'))) return null
  const remedies = remediesOf(prefix)
  try {
    return await endOf(variablesOf(prefix, { all, own }), pace, (credentialsFrom) => ({
      credentialsFrom: named(start, credentialsFrom),
      remedies,
    }))
  } catch (error) {
    throw asOf(start, error)
  }
}

const remediesOf = (prefix: 'SOURCE' | 'TARGET'): Remedies => ({
  address: `check ${prefix}_HCP_API_ADDRESS`,
  authority: `name its file in ${prefix}_SSL_CERT_FILE`,
  credentials: `set another ${prefix}_HCP_CLIENT_ID and ${prefix}_HCP_CLIENT_SECRET, or another ${prefix}_HCP_CRED_FILE`,
  permission: `the credentials of ${nounOf(prefix)} need a role that permits it`,
})

const nounOf = (prefix: 'SOURCE' | 'TARGET') => (prefix === 'SOURCE' ? 'the source' : 'the target')

interface KnownVariables {
  readonly all: Variables
  /** The variables that have the prefix, with it removed. */
  readonly own: Variables
}

function variablesOf(prefix: 'SOURCE' | 'TARGET', { all, own }: KnownVariables): Variables {
  // An unset variable of this registry must not be taken from another server.
  const bare = Object.fromEntries(Object.entries(all).filter(([name]) => !/^(?:HCP_|SSL_CERT_FILE$)/.test(name)))
  const address = own['HCP_API_ADDRESS'] ?? own['HCP_API_HOST'] ?? HCP
  if (!hasCredentials(own))
    throw usage(`no credentials for ${nounOf(prefix)}: set HCP_CLIENT_ID and HCP_CLIENT_SECRET, or HCP_CRED_FILE`)
  return { ...bare, ...own, HCP_API_ADDRESS: address }
}

function hasCredentials(own: Variables): boolean {
  try {
    return credentialsIn(own)
  } catch (error) {
    throw usageIn(error)
  }
}

/** Makes an error name the variable that the user set, which has a prefix. */
const asOf = (start: string, error: unknown): unknown =>
  error instanceof ClientFailure ? new ClientFailure(error.exit, named(start, error.message), error.cause) : error

const named = (start: string, text: string): string =>
  text.replaceAll(/\b(?:HCP_[A-Z_]+|SSL_CERT_FILE)\b/g, `${start}$&`)

async function endOf(variables: Variables, pace: Pace, askingWith: (credentials: string) => Asking): Promise<End> {
  const server = await findServer({ variables, directory: clientDirectory() })
  const { apiUrl, access, fetch } = server
  const paced = pacedFetch(fetch, pace)
  const parts = { api: currentApi, apiUrl, access, fetch: paced }
  const asking = askingWith(server.credentialsFrom)
  const location = await findLocation(ofEnd(createClient(parts), pace.signal, asking), server.location)
  return {
    client: ofEnd(createClient({ ...parts, location }), pace.signal, asking),
    apiUrl,
    fetch: paced,
    name: `${apiUrl} project ${location.projectId}`,
  }
}

/**
 * Sends no request once the signal is aborted, but waits for requests under way, so that none is left in doubt. Marks errors as those of
 * this end.
 */
function ofEnd(client: Client<Operations>, signal: AbortSignal, asking: Asking): Client<Operations> {
  async function* asked<Answer>(answers: AsyncGenerator<Answer>): AsyncGenerator<Answer, void, void> {
    try {
      yield* answers
    } catch (error) {
      throw askedBy(asking, error)
    }
  }
  return {
    async call(name, request, manner) {
      signal.throwIfAborted()
      return client.call(name, request, manner).catch((error: unknown) => {
        throw askedBy(asking, error)
      })
    },
    async *pages(name, request, manner) {
      signal.throwIfAborted()
      for await (const page of asked(client.pages(name, request, manner))) {
        yield page
        signal.throwIfAborted()
      }
    },
    follow: (name, request, following) => asked(client.follow(name, request, following)),
  }
}

/** Whether the server is an Assay, which takes records as they are. */
export async function takesRecords({ client }: End): Promise<boolean> {
  try {
    await client.call('AssayService_GetAbout', {})
    return true
  } catch (error) {
    if (error instanceof ApiError && [404, 405, 501].includes(error.status)) return false
    throw error
  }
}
