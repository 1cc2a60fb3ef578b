// The run task of a project: the address and the key with which HCP Terraform has its plans checked here. It is made when it
// is first asked for. Checking plans is not part of it yet.
import { randomBytes } from 'node:crypto'
import type { Instant } from '../clock.ts'

/** What a run task says of an image that the registry has never heard of. */
export type UntrackedImage = 'unset' | 'fail' | 'warn'

/** How Terraform reaches the registry of a project to have its plans checked. */
export interface RunTask {
  readonly projectId: string
  /** UUID in the address that Terraform calls; tells projects apart and nothing else. */
  readonly apiId: string
  /** Terraform signs its requests with it. Kept as it is, because its owner may look it up again. */
  readonly hmacKey: string
  readonly onUntrackedImage: UntrackedImage
  readonly updatedAt: Instant
}

const KEY_BYTES = 32

export const newHmacKey = (): string => randomBytes(KEY_BYTES).toString('hex')
