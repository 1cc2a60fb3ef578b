// What is asked of the person at a terminal, where there is one.
import type { Interface } from 'node:readline/promises'
import { ClientFailure } from '../client-failure.ts'

export interface Asked {
  readonly question: string
  readonly signal: AbortSignal
  /** What is said where they leave without an answer. */
  readonly left: string
}

/** What a person answers at a terminal, which is closed then. Ends the command where they leave by Ctrl-C, or end what they type. */
export async function prompt(terminal: Interface, { question, signal, left }: Asked): Promise<string> {
  try {
    return (await terminal.question(question, { signal })).trim()
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError' && !signal.aborted)
      throw new ClientFailure('interrupted', left, error)
    throw error
  } finally {
    terminal.close()
  }
}
