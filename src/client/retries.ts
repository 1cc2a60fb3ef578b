import type { FetchAnswer } from './fetch.ts'

/** How often a request is tried, and how long the client waits in between. */
export interface Retries {
  /** The number of attempts in all; 1 never retries. */
  readonly attempts: number
  /** The longest wait before the second attempt; it doubles from then on. */
  readonly firstMs: number
  /** The longest wait. The client does not retry when the server asks for a longer one. */
  readonly mostMs: number
}

export const USUAL_RETRIES: Retries = { attempts: 5, firstMs: 200, mostMs: 10_000 }

/** The request was not carried out, so any request may be repeated (RFC 6585, 4). */
const TOO_MANY = 429
/** Whether the request was carried out is unknown: these come from a proxy, or from a server that is stopping. */
const MAYBE_DONE: readonly number[] = [502, 503, 504]

/** The result of an attempt: a response with its content, or the reason that there is none. */
export type Outcome<Content> = Answered<Content> | { readonly unreachable: unknown }

export interface Answered<Content> {
  readonly answer: FetchAnswer
  readonly content: Content
}

/** Settles an attempt. A response that breaks off while it is read counts as none. Rejects with the signal's reason once it is aborted. */
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
  /** Whether the request is idempotent. */
  readonly repeatable: boolean
  readonly signal: AbortSignal | undefined
}

/**
 * Retries until a response is not worth retrying or no attempt is left, and returns the last outcome. Each wait is random below its bound,
 * so that many clients do not come back at once, and no shorter than the server asks.
 */
export async function withRetries<Content>(
  { retries, repeatable, signal }: Attempts,
  attempt: () => Promise<Outcome<Content>>,
): Promise<Outcome<Content>> {
  for (let nth = 1; ; nth += 1) {
    const outcome = await attempt()
    if (nth >= retries.attempts || !isWorthAnother(outcome, repeatable)) return outcome
    const minMs = 'answer' in outcome ? (retryAfterSeconds(outcome.answer) ?? 0) * 1000 : 0
    if (minMs > retries.mostMs) return outcome
    await pause(Math.max(minMs, Math.random() * Math.min(retries.mostMs, retries.firstMs * 2 ** (nth - 1))), signal)
  }
}

function isWorthAnother(outcome: Outcome<unknown>, repeatable: boolean): boolean {
  if (!('answer' in outcome)) return repeatable
  const { status } = outcome.answer
  return status === TOO_MANY || (repeatable && MAYBE_DONE.includes(status))
}

/** The Retry-After header (RFC 9110, 10.2.3), a number of seconds or a date, in seconds from now; null when it holds neither. */
export function retryAfterSeconds({ headers }: FetchAnswer): number | null {
  const value = headers.get('retry-after') ?? ''
  if (/^\d+$/.test(value)) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000)
}

/** Waits. Rejects with the signal's reason when the signal is aborted. */
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
