// `credentials.env`: the key that the first start on a database made, for people to source. Written once; never touched
// by later starts.
import { readFile, rename } from 'node:fs/promises'
import { replaceFile } from '../write-file.ts'
import { clientVariables, readClientVariables, type ClientAccess } from './client-variables.ts'

/** What a file of earlier tells of the server that it was written for. Never the secret. */
export interface KeptCredentials {
  readonly url: string | null
  readonly projectId: string | null
  readonly clientId: string | null
}

/** Keeps a file that is in the way beside the new one: its secret may be the only copy. */
export async function writeCredentials(file: string, access: ClientAccess): Promise<void> {
  if ((await readCredentials(file)) !== null) await rename(file, `${file}.until-${new Date().toISOString()}`)
  await replaceFile(file, clientVariables(access), 0o600)
}

/** Null when there is no file, or none that can be read. */
export async function readCredentials(file: string): Promise<KeptCredentials | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  const variables = readClientVariables(text)
  return {
    url: variables.get('HCP_AUTH_URL') ?? null,
    projectId: variables.get('HCP_PROJECT_ID') ?? null,
    clientId: variables.get('HCP_CLIENT_ID') ?? null,
  }
}
