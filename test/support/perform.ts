import type { Outcome, Variables } from './command.ts'
import { type Performer, startPerformer } from './performer.ts'

/** A test process has several files, of which none is the last that asks: it ends with the process. */
let performer: Performer | undefined

export interface Circumstances {
  readonly env: Variables
  /** What calls it off: that of the test. */
  readonly signal: AbortSignal
}

/** Runs a command as it was compiled, in the one process that this one has for such, without anything piped into it. */
export function perform(words: readonly string[], among?: Circumstances): Promise<Outcome> {
  performer ??= startPerformer()
  return performer.perform({ words, env: among?.env ?? {} }, among?.signal)
}
