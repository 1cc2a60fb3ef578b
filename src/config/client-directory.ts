import { homedir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'

/** What the commands of people keep, and where HashiCorp's clients keep theirs. */
export interface ClientDirectory {
  readonly root: string
  /** With secrets. */
  readonly loginsFile: string
  /** Of hcp-sdk-go, where HCP_CRED_FILE names no other. */
  readonly usualCredentialFile: string
}

export function clientDirectory(): ClientDirectory {
  const root = envPaths('assay', { suffix: '' }).config
  return {
    root,
    loginsFile: join(root, 'logins.json'),
    usualCredentialFile: join(homedir(), '.config', 'hcp', 'cred_file.json'),
  }
}
