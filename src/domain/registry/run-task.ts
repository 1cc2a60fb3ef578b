// The run task of a project: the URL and the key with which HCP Terraform has its plans checked here. It is created when it is
// first requested. Checking plans is not implemented yet.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../clock.ts'

/** What a run task reports for an image unknown to the registry. */
export type UntrackedImage = 'unset' | 'fail' | 'warn'

/** How Terraform reaches the registry of a project to have its plans checked. */
export interface RunTask {
  readonly projectId: string
  /** UUID in the URL that Terraform calls; it identifies the project and nothing else. */
  readonly apiId: string
  /** The key with which Terraform signs its requests. Stored in plain text, because its owner may look it up again. */
  readonly hmacKey: string
  readonly onUntrackedImage: UntrackedImage
  readonly updatedAt: Instant
}

const KEY_BYTES = 32

export const newHmacKey = (): string => randomBytes(KEY_BYTES).toString('hex')
