// Where builds come from, read from this machine, in the shape in which Packer sends it as the metadata of a build.
import { ciOrigin } from './ci-origin.ts'
import { gitOrigin } from './git-origin.ts'
import type { OriginPart } from './origin-part.ts'

/** The parts that were asked for. Packer has a third part, about itself. */
export interface Origin {
  readonly vcs?: OriginPart
  readonly cicd?: OriginPart
}

export interface AskedOrigin {
  /** The folder of the repository; null for none. */
  readonly git: string | null
  readonly ci: boolean
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Null if nothing was asked for. Throws `ClientFailure` if something that was asked for is not available. */
export async function originOf({ git, ci, variables, signal }: AskedOrigin): Promise<Origin | null> {
  if (git === null && !ci) return null
  return {
    ...(git !== null && { vcs: await gitOrigin({ folder: git, variables, signal }) }),
    ...(ci && { cicd: ciOrigin(variables) }),
  }
}
