// Retries transactions that conflict: the loser waits a little and runs again, a bounded number of times.
import { setTimeout as pause } from 'node:timers/promises'
import { busy } from './outages.ts'

// The pauses take about four seconds together: longer than any transaction here lasts, shorter than a client waits.
const ATTEMPTS = 14
const FIRST_PAUSE_MS = 8
const LONGEST_PAUSE_MS = 500
// The attempts themselves may take long, and clients wait for 30 s.
const LONGEST_MS = 10_000

/** Runs `attempt` until it succeeds or fails with an error that is not `isRetryable`; gives up as `unavailable`. */
export async function retrying<Result>(
  isRetryable: (error: unknown) => boolean,
  attempt: () => Promise<Result>,
  elapsed: () => number = () => performance.now(),
): Promise<Result> {
  const begin = elapsed()
  let cause: unknown
  for (let failures = 0; failures < ATTEMPTS && elapsed() - begin < LONGEST_MS; failures += 1) {
    if (failures > 0) await pause(jittered(FIRST_PAUSE_MS * 2 ** failures))
    try {
      return await attempt()
    } catch (error) {
      if (!isRetryable(error)) throw error
      cause = error
    }
  }
  throw busy(cause)
}

const jittered = (milliseconds: number): number => Math.min(milliseconds, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2)
