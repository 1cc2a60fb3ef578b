// What a server that has started tells the person who started it, after it put the credentials where it says they are. A
// secret is shown on a terminal only: what is written to a pipe ends up in the log of a service.
import type { App } from '../app.ts'
import type { DataDirectory } from '../data-directory.ts'
import type { InitialCredentials } from '../domain/organization/initialise-server.ts'
import { clientVariables, quoted } from './client-variables.ts'
import { placeCredentials, readCredentials, settlePending } from './credentials-file.ts'

export interface Surroundings {
  readonly app: App
  readonly caFile: string | null
  /** Its name. */
  readonly database: string
  readonly directory: DataDirectory
  /** Whether a person sees what is written, and nobody else does. */
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
  const { app, caFile, directory, terminal } = surroundings
  const access = { ...initial, url: app.url, caFile }
  const file = await placeCredentials(directory, access, app.accepts)
  const source = `  source ${quoted(file)}\n`
  return terminal
    ? `This points stock Packer and Terraform at it:\n\n${clientVariables(access)}\nIt is shown only now, and kept in a file for later shells:\n\n${source}`
    : `Its first key is kept in a file, which points stock Packer and Terraform at it:\n\n${source}`
}

const MAKE_ONE = 'assay key create makes one\n'

async function laterStart({ app, caFile, directory: { credentialsFile } }: Surroundings): Promise<string> {
  const kept = await readCredentials(credentialsFile)
  if (kept === null) return `No key of it is kept in ${credentialsFile}: ${MAKE_ONE}`
  if (kept.projectId !== app.identity.projectId)
    return `${credentialsFile} is of another database. For a key of this one: ${MAKE_ONE}`
  if (!(await app.accepts(kept))) return `The key in ${credentialsFile} was deleted. For another: ${MAKE_ONE}`
  const advice = `To point stock Packer and Terraform at it:\n\n  source ${quoted(credentialsFile)}\n`
  if (kept.url === app.url) return advice
  const block = clientVariables({ ...app.identity, url: app.url, caFile, clientId: kept.clientId, clientSecret: null })
  return `${advice}\nThat file has the address of when it was written, ${kept.url ?? 'or none'}. After it comes:\n\n${block}`
}
