import { pause, retryAfterSeconds } from '../../../../client/retries.ts'
import type { Fetch } from '../../../../client/fetch.ts'

export interface Pace {
  /** The most requests per second. */
  readonly rate: number
  readonly signal: AbortSignal
  /** Called with the seconds of a wait that the server asks for. */
  readonly onWait: (seconds: number) => void
}

const ASKS_TO_WAIT: readonly number[] = [429, 503]
/** The longest wait that a server may ask for; a response that asks for more counts as its answer, and so as a failure. */
const MOST_SECONDS = 600
const ATTEMPTS = 20

/** A fetch that makes no more requests than the rate allows, and waits as long as the server asks (RFC 9110 10.2.3). */
export function pacedFetch(ask: Fetch, { rate, signal, onWait }: Pace): Fetch {
  let next = 0
  async function turn(): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, next)
    next = at + 1000 / rate
    if (at > now) await pause(at - now, signal)
  }
  return async (input, init) => {
    for (let attempt = 1; ; attempt += 1) {
      await turn()
      const answer = await ask(input, init)
      const seconds = ASKS_TO_WAIT.includes(answer.status) ? retryAfterSeconds(answer) : null
      if (seconds === null || seconds > MOST_SECONDS || attempt === ATTEMPTS) return answer
      await answer.body?.cancel()
      onWait(seconds)
      await pause(seconds * 1000, signal)
    }
  }
}
