import { after } from 'node:test'
import type { Outcome } from './command.ts'
import { type Performer, startPerformer } from './performer.ts'

let performer: Performer | undefined
after(() => performer?.end())

/** Runs a command that finds all it works on in its words, in the one process that this one has for such. */
export function perform(words: readonly string[]): Promise<Outcome> {
  performer ??= startPerformer({ env: {}, cwd: process.cwd() })
  return performer.perform({ words, input: '' })
}
