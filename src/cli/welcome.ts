// What a server that has started tells the person who started it. The first start's words hold the only copy of a secret,
// so they come whatever else fails.
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import type { DataDirectory } from '../data-directory.ts'
import type { InitialCredentials } from '../domain/organization/initialise-server.ts'
import { clientVariables, quoted } from './client-variables.ts'
import { readCredentials, writeCredentials } from './credentials-file.ts'
import { databaseName } from './database-name.ts'

export async function welcome(
  app: App,
  caFile: string | null,
  config: Config,
  directory: DataDirectory,
): Promise<string> {
  const greeting = `Assay serves ${app.url}\nIts database is ${databaseName(config, directory)}\n`
  const guidance =
    app.initial === null
      ? await laterStart(app, caFile, directory)
      : await firstStart(app, app.initial, caFile, directory)
  return `${greeting}\n${guidance}\n`
}

async function firstStart(
  app: App,
  initial: InitialCredentials,
  caFile: string | null,
  { credentialsFile }: DataDirectory,
): Promise<string> {
  const access = { ...initial, url: app.url, caFile }
  const block = clientVariables(access)
  try {
    await writeCredentials(credentialsFile, access)
    return `This points stock Packer and Terraform at it:\n\n${block}\nIt is shown only now, and kept in a file for later shells:\n\n  source ${quoted(credentialsFile)}\n`
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return `This points stock Packer and Terraform at it:\n\n${block}\nKEEP IT: the secret is shown only now, and ${credentialsFile} could not be written (${reason}).\n`
  }
}

async function laterStart(app: App, caFile: string | null, { credentialsFile }: DataDirectory): Promise<string> {
  const kept = await readCredentials(credentialsFile)
  if (kept === null)
    return `Its first key was shown by the first start on this database; there is no ${credentialsFile}.\n`
  if (kept.projectId !== app.identity.projectId)
    return `${credentialsFile} is of another database: use a key that belongs to this one.\n`
  const advice = `To point stock Packer and Terraform at it:\n\n  source ${quoted(credentialsFile)}\n`
  if (kept.url === app.url) return advice
  const block = clientVariables({ ...app.identity, url: app.url, caFile, clientId: kept.clientId, clientSecret: null })
  return `${advice}\nThat file has the address of the first start, ${kept.url ?? ''}. After it comes:\n\n${block}`
}
