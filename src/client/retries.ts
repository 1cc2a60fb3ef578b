import type { FetchAnswer } from './fetch.ts'

/** How often something is tried, and how long is waited in between. */
export interface Retries {
  /** In all; 1 never tries again. */
  readonly attempts: number
  /** The longest wait before the second attempt; it doubles from then on. */
  readonly firstMs: number
  /** No wait is longer, whatever the server says. */
  readonly mostMs: number
}

export const USUAL_RETRIES: Retries = { attempts: 5, firstMs: 200, mostMs: 10_000 }

/** The request was not done, and may be repeated whatever it is (RFC 6585, 4). */
const TOO_MANY = 429
/** Whether it was done is not known: these are of what stands before a server, or of one that stops. */
const MAYBE_DONE: readonly number[] = [502, 503, 504]

/** What came of an attempt: an answer with what was read of it, or why there is none. */
export type Outcome<Content> = Answered<Content> | { readonly unreachable: unknown }

export interface Answered<Content> {
  readonly answer: FetchAnswer
  readonly content: Content
}

/** An answer that breaks off while it is read is none. Rejects with the reason of a signal that has called it off. */
export async function outcomeOf<Content>(
  asked: Promise<FetchAnswer>,
  read: (answer: FetchAnswer) => Promise<Content>,
  signal: AbortSignal | undefined,
): Promise<Outcome<Content>> {
  try {
    const answer = await asked
    return { answer, content: await read(answer) }
  } catch (unreachable) {
    signal?.throwIfAborted()
    return { unreachable }
  }
}

export interface Attempts {
  readonly retries: Retries
  /** Whether doing it twice is the same as doing it once. */
  readonly repeatable: boolean
  readonly signal: AbortSignal | undefined
}

/**
 * Asks until there is an answer that is worth having, or no attempt is left: then with the last outcome. Each wait is a
 * random one below its bound, so that many clients do not come back at once, and no shorter than the server says.
 */
export async function withRetries<Content>(
  { retries, repeatable, signal }: Attempts,
  attempt: () => Promise<Outcome<Content>>,
): Promise<Outcome<Content>> {
  for (let nth = 1; ; nth += 1) {
    const outcome = await attempt()
    if (nth >= retries.attempts || !isWorthAnother(outcome, repeatable)) return outcome
    const told = 'answer' in outcome ? (retryAfterSeconds(outcome.answer) ?? 0) * 1000 : 0
    if (told > retries.mostMs) return outcome
    await pause(Math.max(told, Math.random() * Math.min(retries.mostMs, retries.firstMs * 2 ** (nth - 1))), signal)
  }
}

function isWorthAnother(outcome: Outcome<unknown>, repeatable: boolean): boolean {
  if (!('answer' in outcome)) return repeatable
  const { status } = outcome.answer
  return status === TOO_MANY || (repeatable && MAYBE_DONE.includes(status))
}

/** Retry-After (RFC 9110, 10.2.3), a number of seconds or a date, in seconds from now; null where the answer has neither. */
export function retryAfterSeconds({ headers }: FetchAnswer): number | null {
  const value = headers.get('retry-after') ?? ''
  if (/^\d+$/.test(value)) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000)
}

/** Rejects with the signal's reason when that calls it off. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const giveUp = () => {
    clearTimeout(timer)
    reject(signal?.reason as Error)
  }
  const timer = setTimeout(() => {
    signal?.removeEventListener('abort', giveUp)
    resolve()
  }, milliseconds)
  if (signal?.aborted) giveUp()
  else signal?.addEventListener('abort', giveUp, { once: true })
  return promise
}
