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
    log.warn({ file: setAside }, 'this database is new and empty: the credentials of another are kept in a file beside')
  const apart =
    setAside === null
      ? ''
      : `\nThis registry is new and empty: nothing is taken over from another database. What was in credentials.env is kept in ${setAside}\n`
  const source = `  source ${quoted(file)}\n`
  const person = await firstPerson(app)
  return terminal
    ? `This points stock Packer and Terraform at it:\n\n${clientVariables(access)}\nIt is shown only now, and kept in a file for later shells:\n\n${source}${apart}${person}`
    : `Its first key is kept in a file, which points stock Packer and Terraform at it:\n\n${source}${apart}${person}`
}

/**
 * Shown on pipes as well: somebody who runs a container sees nothing else, and the address is valid once, for an hour. Keys are valid
 * for ever.
 */
const firstPerson = async (app: App): Promise<string> =>
  `\nThe first person signs in here, once and within an hour, and owns the organization:\n\n  ${await app.inviteOwner()}\n\nLater, for them and for others: assay user invite\n`

async function laterStart(surroundings: Surroundings): Promise<string> {
  const { app, directory } = surroundings
  const { credentialsFile } = directory
  const kept = await readCredentials(credentialsFile)
  const isAccepted = kept !== null && (await app.accepts(kept))
  if (isAccepted) return pointTo(surroundings, credentialsFile, kept)
  const other = await findKept(directory, app.accepts)
  if (other !== null)
    return `${credentialsFile} has no key of it, but another file does. ${pointTo(surroundings, other.file, other)}`
  const makeOne = 'assay key create makes one\n'
  if (kept === null) return `No key of it is kept in ${credentialsFile}: ${makeOne}`
  return kept.projectId === app.identity.projectId
    ? `The key in ${credentialsFile} was deleted. For another: ${makeOne}`
    : `${credentialsFile} is of another database. For a key of this one: ${makeOne}`
}

function pointTo({ app, caFile }: Surroundings, file: string, kept: KeptCredentials): string {
  const advice = `To point stock Packer and Terraform at it:\n\n  source ${quoted(file)}\n`
  const now = { url: app.url, caFile }
  if (isCurrent(kept, now)) return advice
  const access = { ...app.identity, ...now, clientId: kept.clientId, clientSecret: null }
  const stale =
    kept.url === app.url
      ? `the CA of when it was written, ${kept.caFile ?? 'or none'}`
      : `the address of when it was written, ${kept.url ?? 'or none'}`
  return `${advice}\nThat file has ${stale}. After it comes:\n\n${correctedVariables(access, kept.caFile)}`
}
