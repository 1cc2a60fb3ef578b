// Where builds come from, in the shape in which Packer sends it as metadata of a build: this folder reads it from the machine.
import { ciOrigin } from './ci-origin.ts'
import { gitOrigin } from './git-origin.ts'
import type { OriginPart } from './origin-part.ts'

/** As far as it is asked for. Packer has a third part, of itself. */
export interface Origin {
  readonly vcs?: OriginPart
  readonly cicd?: OriginPart
}

export interface AskedOrigin {
  /** The folder whose repository it is of; null for none. */
  readonly git: string | null
  readonly ci: boolean
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Null where nothing is asked. Throws `ClientFailure` where what is asked is not to be had. */
export async function originOf({ git, ci, variables, signal }: AskedOrigin): Promise<Origin | null> {
  if (git === null && !ci) return null
  return {
    ...(git !== null && { vcs: await gitOrigin({ folder: git, variables, signal }) }),
    ...(ci && { cicd: ciOrigin(variables) }),
  }
}
