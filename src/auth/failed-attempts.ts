// Counts failed log-ins, so that callers that guess and misconfigured clients are made to wait. The counter knows no
// secrets, only keyed hashes, lives in memory, and is bounded: a flood evicts the oldest counts. Attempts with random
// secrets are counted only once they have failed: a right one is never held up, because whoever guesses may share an
// address, or even the client id, with a rightful caller. Passwords can be guessed: these attempts are counted before
// they are checked. Codes are counted in failures-in-a-row.ts. Attempts that need a request to somebody else go through
// attempts-in-turn.ts.
//
//   attempt fails → counted for its client id at its address, and for the address
//   either is used up → wrong secrets there wait until WINDOW_MS after the first failure counted
import { createHash } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'
import { type Remembered, remembered } from './remembered.ts'

export interface Attempt {
  readonly clientId: string
  /** The address of the client, or its block where one client has many addresses. */
  readonly address: string
  /** Any keyed hash that tells this secret from others. */
  readonly secretHash: string
  /** Where the client put its secret. */
  readonly style: 'basic' | 'body'
}

export interface FailedAttempts {
  /** Counts a failed attempt. Returns 0 when it is to be refused like any other, or the milliseconds that it has to wait. */
  count(attempt: Attempt): number
  /** Takes back an attempt that was counted before it turned out to succeed. */
  forgive(attempt: Pick<Attempt, 'clientId' | 'address'>): void
}

export interface Limits {
  /** Failures of one client id at one address. */
  readonly perClient: number
  /** Failures of one address, whatever the client ids. */
  readonly perAddress: number
}

/** Plenty for a person and for a pipeline that retries; nothing against 256 random bits. */
export const FAILED_ATTEMPT_LIMITS: Limits = { perClient: 10, perAddress: 100 }

/** The limits of one of several processes that serve the same address, so that together they hardly allow more than these. */
export const shareOf = ({ perClient, perAddress }: Limits, processes: number): Limits => ({
  perClient: Math.ceil(perClient / processes),
  perAddress: Math.ceil(perAddress / processes),
})

const WINDOW_MS = 60_000
// golang.org/x/oauth2 tries the other style at once; half a minute is for very slow networks.
const SECOND_TRY_MS = 30_000
const REMEMBERED = 10_000

interface Tally {
  readonly since: number
  failures: number
}

export function failedAttempts({ clock, limits }: { readonly clock: Clock; readonly limits: Limits }): FailedAttempts {
  const clients = remembered<Tally>(REMEMBERED)
  const addresses = remembered<Tally>(REMEMBERED)
  // Failures with Basic that the client may still repeat in the body.
  const repeatable = remembered<Tally>(REMEMBERED)

  function awaitsRepeat({ clientId, address, secretHash, style }: Attempt, now: number): Tally | undefined {
    if (style === 'basic') return undefined
    const tally = current(repeatable, digest(clientId, address, secretHash), SECOND_TRY_MS, now)
    return tally !== undefined && tally.failures > 0 ? tally : undefined
  }

  function waitOf({ clientId, address }: Attempt, now: number): number {
    const ofClient = remaining(clients, digest(clientId, address), limits.perClient, now)
    return ofClient || remaining(addresses, digest(address), limits.perAddress, now)
  }

  return {
    count(attempt) {
      const now = Date.parse(clock.now())
      // The second try is answered like the first: people see the answer to the second one.
      const first = awaitsRepeat(attempt, now)
      if (first !== undefined) {
        first.failures -= 1
        return 0
      }
      const client = digest(attempt.clientId, attempt.address)
      const address = digest(attempt.address)
      const wait = waitOf(attempt, now)
      if (wait > 0) return wait
      increment(clients, client, WINDOW_MS, now)
      increment(addresses, address, WINDOW_MS, now)
      if (attempt.style === 'basic')
        increment(repeatable, digest(attempt.clientId, attempt.address, attempt.secretHash), SECOND_TRY_MS, now)
      return 0
    },
    forgive({ clientId, address }) {
      const now = Date.parse(clock.now())
      decrement(clients, digest(clientId, address), WINDOW_MS, now)
      decrement(addresses, digest(address), WINDOW_MS, now)
    },
  }
}

type Tallies = Remembered<Tally>

/** The tally, until its time is over. A tally from the future (the clock was set back) counts as over, or else it would lock for long. */
function current(tallies: Tallies, key: string, duration: number, now: number): Tally | undefined {
  const tally = tallies.get(key)
  return tally !== undefined && now >= tally.since && now < tally.since + duration ? tally : undefined
}

function increment(tallies: Tallies, key: string, duration: number, now: number): void {
  const tally = current(tallies, key, duration, now)
  if (tally === undefined) tallies.set(key, { since: now, failures: 1 })
  else tally.failures += 1
}

function decrement(tallies: Tallies, key: string, duration: number, now: number): void {
  const tally = current(tallies, key, duration, now)
  if (tally !== undefined && tally.failures > 0) tally.failures -= 1
}

function remaining(tallies: Tallies, key: string, limit: number, now: number): number {
  const tally = current(tallies, key, WINDOW_MS, now)
  return tally !== undefined && tally.failures >= limit ? tally.since + WINDOW_MS - now : 0
}

/** A key of fixed length, however long the texts that strangers send. */
const digest = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64')
