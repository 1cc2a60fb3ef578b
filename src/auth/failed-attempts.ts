// Counts failed log-ins so that guessing and misconfigured clients are told to wait. It knows no secrets, only keyed
// hashes, lives in memory, and is bounded: a flood evicts the oldest counts. Of random secrets it is asked about wrong ones
// alone: a right one is never held up, because whoever guesses may share an address, or even the client id, with those who
// know. Passwords can be guessed: of these it is asked before they are looked at. Codes are counted in failures-in-a-row.ts.
// Attempts about which others are asked go through attempts-in-turn.ts.
//
//   attempt fails → counted for its client id at its address, and for the address
//   either is used up → wrong secrets there wait until WINDOW_MS after the first failure counted
import { createHash } from 'node:crypto'
import type { Clock } from '../domain/clock.ts'
import { type Remembered, remembered } from './remembered.ts'

export interface Attempt {
  readonly clientId: string
  /** Or a block of them, where one client has many. */
  readonly address: string
  /** Tells this secret from others; any keyed hash. */
  readonly secretHash: string
  /** Where the client put its secret. */
  readonly style: 'basic' | 'body'
}

export interface FailedAttempts {
  /** Counts a failed attempt. Answers 0 when it is to be refused like any other, or the milliseconds that it has to wait. */
  count(attempt: Attempt): number
  /** Takes back what was counted before it was known that the attempt would succeed. */
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

/** What one of several processes may let through that serve one address, so that together they hardly let through more. */
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
  // Failures by Basic whose repetition in the body is still to come.
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
      // The second try is answered like the first: its answer is the one people see.
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

/** The tally while its time runs. One from the future (the clock was set back) counts as over, else it would lock for long. */
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

/** Keys of one length, however long the texts that strangers send. */
const digest = (...texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64')
