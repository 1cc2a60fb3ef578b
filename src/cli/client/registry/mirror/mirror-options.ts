import type { Command } from 'commander'
import { ClientFailure, usage } from '../../client-failure.ts'
import type { Output } from '../../output/output.ts'
import type { Pace } from './paced-fetch.ts'
import type { Progress } from './progress.ts'

export const rateOption = (command: Command): Command =>
  command.option('--rate <number>', 'at most this many requests per second to each server', '10')

// A timer waits at most 24 days, longer than anybody waits for one request.
const LEAST_RATE = 0.001

/** The pace that `--rate` sets; the progress shows each wait that a server asks for. */
export const paceOf = (rate: string, signal: AbortSignal, progress: Progress): Pace => ({
  rate: numberIn('--rate', rate, LEAST_RATE),
  signal,
  onWait: (seconds) => {
    progress.say(`(the server asked to wait ${Math.ceil(seconds)} s)`)
  },
})

/** The number given to an option. Throws `ClientFailure` unless it is `least` or more. */
export function numberIn(option: string, text: string, least = 0): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < least)
    throw usage(`${option} ${JSON.stringify(text)} is not a number of ${least} or more`)
  return number
}

/** Runs long work that the same command can continue, and says so if something ends it early. */
export async function goingOn(output: Output, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isTold = error instanceof ClientFailure && error.exit !== 'interrupted'
    if (!isTold) output.note(`Not finished. To continue, run: ${commandLine()}`)
    throw error
  }
}

/** Quoted, so that it can be typed again. */
export const commandLine = (): string =>
  ['assay', ...process.argv.slice(2)]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
