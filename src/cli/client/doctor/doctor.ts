// `assay doctor`: what keeps Packer, Terraform and assay from working with a server, from local settings to permissions there.
import type { Command } from 'commander'
import { currentApi } from '../../../client/apis.ts'
import { UnreachableError } from '../../../client/api-error.ts'
import { createClient } from '../../../client/client.ts'
import { clientDirectory } from '../../../config/client-directory.ts'
import { processVariables } from '../../../config/config.ts'
import { counted } from '../../counted.ts'
import { callerText } from '../access/whoami.ts'
import type { DeclaredVerb } from '../client-command.ts'
import { ClientFailure } from '../client-failure.ts'
import { explainFailure } from '../explain-failure.ts'
import type { Tone } from '../output/colour.ts'
import { formatOption, type Format, outputAs } from '../output/output.ts'
import { findLocation } from '../server/find-location.ts'
import { findServer, type FoundServer } from '../server/find-server.ts'
import { checkPrograms } from './check-programs.ts'
import { checkVariables } from './check-variables.ts'
import type { Check } from './check.ts'

export const doctorVerb: DeclaredVerb = {
  kind: 'itself',
  words: '',
  examples: ['assay doctor'],
  options: (command) => command.addOption(formatOption()),
  run: doctor,
}

const tones: Readonly<Record<Check['state'], Tone>> = { good: 'good', doubtful: 'soon', bad: 'bad' }

async function doctor(command: Command, signal: AbortSignal): Promise<void> {
  const checks = [
    ...checkVariables(processVariables()),
    ...(await checkServer(signal)),
    ...(await checkPrograms(signal)),
  ]
  await outputAs(command.opts<{ output: Format }>().output).list(checks, {
    columns: [
      { title: 'what', text: ({ what }) => what },
      { title: 'state', text: ({ state }) => state, tone: ({ state }) => tones[state] },
      { title: 'found', text: ({ found }) => found },
      { title: 'what to do', text: ({ advice }) => advice },
    ],
    name: ({ what }) => what,
    none: '',
  })
  const bad = checks.filter(({ state }) => state === 'bad')
  if (bad.length > 0)
    throw new ClientFailure(
      'failed',
      `${counted(bad.length, 'check')} failed: ${bad.map(({ what }) => what).join(', ')}`,
    )
}

async function checkServer(signal: AbortSignal): Promise<readonly Check[]> {
  const checks: Check[] = []
  const asked: { server: FoundServer | null } = { server: null }
  /** Returns whether the step succeeded; if it did not, no later step can. */
  const step = async (what: string, work: () => Promise<Omit<Check, 'what'>>): Promise<boolean> => {
    try {
      checks.push({ what, ...(await work()) })
      return true
    } catch (error) {
      const { message } = explainFailure(error, { credentialsFrom: asked.server?.credentialsFrom ?? null })
      checks.push({ what, state: 'bad', found: '', advice: message })
      return false
    }
  }
  await step('server', async () => {
    const server = await findServer({ variables: processVariables(), directory: clientDirectory() })
    asked.server = server
    return good(`${server.apiUrl}, called with ${server.credentialsFrom}`)
  })
  if (asked.server === null) return checks
  const { apiUrl, access, fetch, location: known, trustFrom } = asked.server
  const isReached = await step('address and TLS', async () => {
    const answer = await fetch(new URL('/', apiUrl), { method: 'HEAD', redirect: 'manual', signal }).catch(
      (cause: unknown) => {
        throw unreachable(apiUrl, cause)
      },
    )
    checks.push(clockCheck(answer.headers.get('date')))
    return good(`trusted through ${trustFrom}`)
  })
  if (!isReached) return checks
  const client = createClient({ api: currentApi, apiUrl, access, fetch })
  const isKnown = await step('credentials', async () => {
    const { principal } = await client.call('IamService_GetCallerIdentity', {}, { signal })
    return good(`you are ${callerText(principal)}`)
  })
  if (!isKnown) return checks
  await step('permissions', async () => {
    const location = await findLocation(client, known)
    const inProject = createClient({ api: currentApi, apiUrl, access, fetch, location })
    await inProject.call('PackerService_GetRegistry', {}, { signal })
    await inProject.call('PackerService_ListBuckets', { query: { 'pagination.page_size': 1 } }, { signal })
    return good(`the registry of project ${location.projectId} is readable`)
  })
  return checks
}

const good = (found: string) => ({ state: 'good', found, advice: '' }) as const

const unreachable = (apiUrl: string, cause: unknown) => new UnreachableError(`${apiUrl} cannot be reached`, { cause })

const MOST_MS = 60_000

/** Tokens and signed links carry times: if the clocks differ by more than this, they expire too soon or are not valid yet. */
function clockCheck(date: string | null): Check {
  const what = 'clock'
  if (date === null) return { what, state: 'doubtful', found: 'the server sends no time', advice: '' }
  const off = Date.now() - Date.parse(date)
  if (Math.abs(off) <= MOST_MS) return { what, ...good('agrees with that of the server') }
  const found = `${Math.round(Math.abs(off) / 1000)} s ${off > 0 ? 'ahead of' : 'behind'} the server`
  return { what, state: 'bad', found, advice: 'correct the clock of this machine, or that of the server, with NTP' }
}
