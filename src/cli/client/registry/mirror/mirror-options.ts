import type { Command } from 'commander'
import { ClientFailure, usage } from '../../client-failure.ts'
import type { Output } from '../../output/output.ts'
import type { Pace } from './paced-fetch.ts'
import type { Progress } from './progress.ts'

export const rateOption = (command: Command): Command =>
  command.option('--rate <number>', 'requests a second, to each server, at most', '10')

// A timer waits no longer than 24 days, and nobody for one request.
const LEAST_RATE = 0.001

/** As `--rate` says it; a wait that a server asks for is shown. */
export const paceOf = (rate: string, signal: AbortSignal, progress: Progress): Pace => ({
  rate: numberIn('--rate', rate, LEAST_RATE),
  signal,
  onWait: (seconds) => {
    progress.say(`(asked to wait ${Math.ceil(seconds)} s)`)
  },
})

/** Throws `ClientFailure` where it is no number of `least` or more. */
export function numberIn(option: string, text: string, least = 0): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < least)
    throw usage(`${option} ${JSON.stringify(text)} is no number of ${least} or more`)
  return number
}

/** Long work that the same command goes on with: said when something ends it early. */
export async function goingOn(output: Output, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isTold = error instanceof ClientFailure && error.exit !== 'interrupted'
    if (!isTold) output.note(`Not done yet: the same command goes on from where it is now: ${commandLine()}`)
    throw error
  }
}

/** As it can be typed again. */
export const commandLine = (): string =>
  ['assay', ...process.argv.slice(2)]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
