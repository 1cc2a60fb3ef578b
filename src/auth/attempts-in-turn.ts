// Log-in attempts that need a request to somebody else: a provider, AWS. Each attempt is counted before that request, so
// that many at once cause no more requests than one after the other. An attempt that could exceed the limit waits for
// those from the same address that are under way, which may turn out right: a right attempt is held up by wrong ones
// alone.
import type { Attempt, FailedAttempts } from './failed-attempts.ts'

/** The credential was not even checked: too many attempts had failed before. */
export interface Wait {
  readonly kind: 'wait'
  readonly milliseconds: number
}

/** Runs `look`, which rejects when the attempt is wrong; or, without running it, resolves to how long the attempt has to wait. */
export type InTurn = <Right>(attempt: Attempt, look: () => Promise<Right>) => Promise<Right | Wait>

interface UnderWay {
  count: number
  /** Resolves when the next of these attempts ends. */
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
