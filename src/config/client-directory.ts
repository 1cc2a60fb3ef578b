import { homedir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'

/** Where the client's commands keep their files, and where HashiCorp's clients keep theirs. */
export interface ClientDirectory {
  readonly root: string
  /** Contains secrets. */
  readonly loginsFile: string
  /** The file of hcp-sdk-go, where HCP_CRED_FILE names no other. */
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
