import { createInterface } from 'node:readline/promises'
import { prompt } from './prompt.ts'
import { refused, usage } from '../client-failure.ts'
import { printable } from '../output/printable.ts'

export interface Confirming {
  /** Whether `--yes` was given on the command line. */
  readonly yes: boolean
  readonly signal: AbortSignal
}

/** Asks the user before something irreversible; ends the command unless the user agrees. */
export async function confirm(question: string, { yes, signal }: Confirming): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw usage(`${question} No terminal to ask on: add --yes. Nothing was changed`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const left = 'not confirmed: nothing was changed'
  const answer = await prompt(terminal, { question: `${printable(question)} [y/N] `, signal, left })
  if (!/^y(?:es)?$/i.test(answer)) throw refused(left)
}
