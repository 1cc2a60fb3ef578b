// Which two registries: the one that all commands ask, and another one that variables say which begin with SOURCE_ or TARGET_.
import { ApiError } from '../../../../client/api-error.ts'
import { currentApi, type Operations } from '../../../../client/apis.ts'
import { type Client, createClient } from '../../../../client/client.ts'
import { credentialsIn, type Variables } from '../../../../client/environment.ts'
import { clientDirectory } from '../../../../config/client-directory.ts'
import { processVariables } from '../../../../config/config.ts'
import { ClientFailure, usage, usageIn } from '../../client-failure.ts'
import { findLocation } from '../../server/find-location.ts'
import { findServer } from '../../server/find-server.ts'
import { type Pace, pacedFetch } from './paced-fetch.ts'
import type { Fetch } from '../../../../client/fetch.ts'

export interface End {
  readonly client: Client<Operations>
  readonly fetch: Fetch
  /** For people: its address and project. */
  readonly name: string
}

const HCP = 'api.cloud.hashicorp.com'

/** The registry that all commands ask. */
export const ownEnd = (pace: Pace): Promise<End> => endOf(processVariables(), pace)

/** The one that variables with this prefix say; null when there are none. HCP where they say no address. */
export async function endCalled(prefix: 'SOURCE' | 'TARGET', pace: Pace): Promise<End | null> {
  const all = processVariables()
  const start = `${prefix}_`
  const own = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (name.startsWith(start) ? [[name.slice(start.length), value]] : [])),
  )
  if (!Object.keys(own).some((name) => name.startsWith('HCP_'))) return null
  try {
    return await endOf(variablesOf(prefix, { all, own }), pace)
  } catch (error) {
    throw asOf(start, error)
  }
}

interface KnownVariables {
  readonly all: Variables
  /** Those with the prefix, without it. */
  readonly own: Variables
}

function variablesOf(prefix: 'SOURCE' | 'TARGET', { all, own }: KnownVariables): Variables {
  // What is not said of it is that of no other server.
  const bare = Object.fromEntries(Object.entries(all).filter(([name]) => !/^(?:HCP_|SSL_CERT_FILE$)/.test(name)))
  const address = own['HCP_API_ADDRESS'] ?? own['HCP_API_HOST'] ?? HCP
  if (!hasCredentials(own))
    throw usage(
      `what ${prefix === 'SOURCE' ? 'the source' : 'the target'} is asked with is not said: set HCP_CLIENT_ID and HCP_CLIENT_SECRET, or HCP_CRED_FILE`,
    )
  return { ...bare, ...own, HCP_API_ADDRESS: address }
}

function hasCredentials(own: Variables): boolean {
  try {
    return credentialsIn(own)
  } catch (error) {
    throw usageIn(error)
  }
}

/** What is wrong with a variable is said of the one that was set, which has a prefix. */
function asOf(start: string, error: unknown): unknown {
  const named = (text: string) => text.replaceAll(/\b(?:HCP_[A-Z_]+|SSL_CERT_FILE)\b/g, `${start}$&`)
  return error instanceof ClientFailure ? new ClientFailure(error.exit, named(error.message), error.cause) : error
}

async function endOf(variables: Variables, pace: Pace): Promise<End> {
  const { apiUrl, access, fetch, location: known } = await findServer({ variables, directory: clientDirectory() })
  const paced = pacedFetch(fetch, pace)
  const parts = { api: currentApi, apiUrl, access, fetch: paced }
  const location = await findLocation(createClient(parts), known)
  return {
    client: betweenRequests(createClient({ ...parts, location }), pace.signal),
    fetch: paced,
    name: `${apiUrl} project ${location.projectId}`,
  }
}

/** Nothing more is asked once the signal is there; what is asked already is waited for, so that nothing is left in doubt. */
function betweenRequests(client: Client<Operations>, signal: AbortSignal): Client<Operations> {
  return {
    async call(name, request, manner) {
      signal.throwIfAborted()
      return client.call(name, request, manner)
    },
    async *pages(name, request, manner) {
      signal.throwIfAborted()
      for await (const page of client.pages(name, request, manner)) {
        yield page
        signal.throwIfAborted()
      }
    },
    follow: (name, request, following) => client.follow(name, request, following),
  }
}

/** Whether it is an Assay, and takes records as they are. */
export async function takesRecords({ client }: End): Promise<boolean> {
  try {
    await client.call('AssayService_GetAbout', {})
    return true
  } catch (error) {
    if (error instanceof ApiError && [404, 405, 501].includes(error.status)) return false
    throw error
  }
}
