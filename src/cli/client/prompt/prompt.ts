// Questions to the person at a terminal, if there is one.
import type { Interface } from 'node:readline/promises'
import { ClientFailure } from '../client-failure.ts'

export interface Asked {
  readonly question: string
  readonly signal: AbortSignal
  /** The message if the person leaves without an answer. */
  readonly left: string
}

/** Returns the person's answer and closes the terminal. Ends the command if the person presses Ctrl-C or ends the input. */
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
