// What a started server tells the person who started it, once the credentials are where it says they are. A secret is shown on a terminal
// only: output to a pipe ends up in the log of a service.
import type { App } from '../../app.ts'
import type { DataDirectory } from '../../config/data-directory.ts'
import type { InitialCredentials } from '../../domain/organization/initialise-server.ts'
import type { Log } from '../../log/log.ts'
import { clientVariables, correctedVariables, isCurrent, quoted } from '../client-variables.ts'
import {
  findKept,
  type KeptCredentials,
  placeCredentials,
  readCredentials,
  settlePending,
} from '../credentials-file.ts'

export interface Surroundings {
  readonly app: App
  readonly caFile: string | null
  /** The name of the database. */
  readonly database: string
  readonly directory: DataDirectory
  readonly log: Log
  /** Whether the output goes to a terminal, where only a person sees it. */
  readonly terminal: boolean
}

export async function welcome(surroundings: Surroundings): Promise<string> {
  const { app, caFile, database, directory } = surroundings
  const greeting = `Assay serves ${app.url}\nIts database is ${database}\n`
  const first = app.initial === null ? null : await firstStart(surroundings, app.initial)
  await settlePending(directory, database, { url: app.url, caFile }, app.accepts)
  const guidance = first ?? (await laterStart(surroundings))
  return `${greeting}\n${guidance}\n`
}

async function firstStart(surroundings: Surroundings, initial: InitialCredentials): Promise<string> {
  const { app, caFile, directory, terminal, log } = surroundings
  const access = { ...initial, url: app.url, caFile }
  const { file, setAside } = await placeCredentials(directory, access, app.accepts)
  if (setAside !== null)
    log.warn(
      { file: setAside },
      'this database is new and empty: the credentials of another database were moved to another file',
    )
  const apart =
    setAside === null
      ? ''
      : `\nThis registry is new and empty, and takes nothing from another database. The earlier credentials.env is now ${setAside}\n`
  const source = `  source ${quoted(file)}\n`
  const person = await firstPerson(app)
  return terminal
    ? `To point stock Packer and Terraform at it:\n\n${clientVariables(access)}\nThe secret is shown only now, and stored in a file for later shells:\n\n${source}${apart}${person}`
    : `Its first key is stored in a file, which points stock Packer and Terraform at it:\n\n${source}${apart}${person}`
}

/**
 * Shown on pipes as well: somebody who runs a container sees nothing else, and the address is valid once, for an hour. Keys are valid
 * for ever.
 */
const firstPerson = async (app: App): Promise<string> =>
  `\nSign in here as the owner of the organization, once and within an hour:\n\n  ${await app.inviteOwner()}\n\nFor a new address, and to invite others: assay user invite\n`

async function laterStart(surroundings: Surroundings): Promise<string> {
  const { app, directory } = surroundings
  const { credentialsFile } = directory
  const kept = await readCredentials(credentialsFile)
  const isAccepted = kept !== null && (await app.accepts(kept))
  if (isAccepted) return pointTo(surroundings, credentialsFile, kept)
  const other = await findKept(directory, app.accepts)
  if (other !== null)
    return `${credentialsFile} has no key of this database, but another file does. ${pointTo(surroundings, other.file, other)}`
  const makeOne = 'create one with assay key create\n'
  if (kept === null) return `${credentialsFile} has no key: ${makeOne}`
  return kept.projectId === app.identity.projectId
    ? `The key in ${credentialsFile} was deleted: ${makeOne}`
    : `The key in ${credentialsFile} is of another database: ${makeOne}`
}

function pointTo({ app, caFile }: Surroundings, file: string, kept: KeptCredentials): string {
  const advice = `To point stock Packer and Terraform at it:\n\n  source ${quoted(file)}\n`
  const now = { url: app.url, caFile }
  if (isCurrent(kept, now)) return advice
  const access = { ...app.identity, ...now, clientId: kept.clientId, clientSecret: null }
  const stale = kept.url === app.url ? staleText('CA', kept.caFile) : staleText('address', kept.url)
  return `${advice}\nThat file ${stale}. After sourcing it, run:\n\n${correctedVariables(access, kept.caFile)}`
}

const staleText = (what: string, old: string | null) =>
  old === null ? `does not have the ${what}` : `still has the old ${what} ${old}`
