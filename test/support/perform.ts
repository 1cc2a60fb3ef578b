import type { Outcome, Variables } from './command.ts'
import { type Performer, startPerformer } from './performer.ts'

/** Ends with this process: several test files share it, and none of them knows whether it is the last. */
let performer: Performer | undefined

export interface Circumstances {
  readonly env: Variables
  /** Aborts the command: the signal of the test. */
  readonly signal: AbortSignal
}

/** Runs a compiled command without input, in the one process that this process keeps for commands. */
export function perform(words: readonly string[], among?: Circumstances): Promise<Outcome> {
  performer ??= startPerformer()
  return performer.perform({ words, env: among?.env ?? {} }, among?.signal)
}
