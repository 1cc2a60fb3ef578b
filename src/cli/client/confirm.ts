import { createInterface } from 'node:readline/promises'
import { ClientFailure, refused, usage } from './client-failure.ts'
import { printable } from './output/printable.ts'

export interface Confirming {
  /** Whether it was said on the command line. */
  readonly yes: boolean
  readonly signal: AbortSignal
}

/** Asks a person before something that cannot be taken back; ends the command unless they say yes. */
export async function confirm(question: string, { yes, signal }: Confirming): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw usage(`${question} Nobody can be asked here: say --yes if so. Nothing was changed`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question(`${printable(question)} [y/N] `, { signal })
    if (!/^y(?:es)?$/i.test(answer.trim())) throw refused('not confirmed: nothing was changed')
  } catch (error) {
    // Of a terminal that is closed, or at the end of what is typed there.
    if (error instanceof Error && error.name === 'AbortError' && !signal.aborted)
      throw new ClientFailure('interrupted', 'not confirmed: nothing was changed', error)
    throw error
  } finally {
    terminal.close()
  }
}
