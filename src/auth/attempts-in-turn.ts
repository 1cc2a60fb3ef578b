// Attempts about which somebody else has to be asked: a provider, AWS. Each is counted before anybody is asked, so that many
// at once are asked about no more often than one after the other. Whoever could be one too many waits for those of the same
// address that are under way, which may prove right: a right one is held up by wrong ones alone.
import type { Attempt, FailedAttempts } from './failed-attempts.ts'

/** It was not even looked at what was shown: too much was wrong before. */
export interface Wait {
  readonly kind: 'wait'
  readonly milliseconds: number
}

/** Does `look`, which rejects for what is wrong; or says, with nobody asked, how long the attempt has to wait. */
export type InTurn = <Right>(attempt: Attempt, look: () => Promise<Right>) => Promise<Right | Wait>

interface UnderWay {
  count: number
  /** Resolves with the next of them that ends. */
  ended: PromiseWithResolvers<void>
}

export function attemptsInTurn(failedAttempts: FailedAttempts): InTurn {
  const addresses = new Map<string, UnderWay>()

  function begin(address: string): void {
    const others = addresses.get(address)
    if (others === undefined) addresses.set(address, { count: 1, ended: Promise.withResolvers() })
    else others.count += 1
  }

  function end(address: string): void {
    const all = addresses.get(address)
    if (all === undefined) return
    const { ended } = all
    all.count -= 1
    all.ended = Promise.withResolvers()
    if (all.count === 0) addresses.delete(address)
    ended.resolve()
  }

  return async (attempt, look) => {
    const { address } = attempt
    for (let milliseconds = failedAttempts.count(attempt); milliseconds > 0;) {
      const others = addresses.get(address)
      if (others === undefined) return { kind: 'wait', milliseconds }
      await others.ended.promise
      milliseconds = failedAttempts.count(attempt)
    }
    begin(address)
    try {
      const right = await look()
      failedAttempts.forgive(attempt)
      return right
    } finally {
      end(address)
    }
  }
}
