import { setTimeout as delay } from 'node:timers/promises'
import { type Clock, type Instant, later } from '../domain/clock.ts'
import type { ClaimTimes } from '../domain/record/job/claim-times.ts'
import { pauseUntil } from '../machine/pause-until.ts'
import type { Worker } from './worker.ts'

export interface LanesParts<Claimed> {
  /** How many items are worked on at the same time. */
  readonly most: number
  readonly clock: Clock
  /** How long an item is claimed for. */
  readonly claimMs: number
  /** The owner of an item: no owner gets more lanes than are left for others. Without it, all items may take all lanes. */
  readonly ownerOf?: (claimed: Claimed) => string
  /** Claims the unclaimed item that has been due longest, leaving out the owners in `except`; undefined when there is none. */
  readonly claim: (times: () => ClaimTimes, except: readonly string[]) => Promise<Claimed | undefined>
  /** Makes due what is put off for longer than any pause lasts: a clock that was ahead wrote that time, and was set right since. */
  readonly bringForward: () => Promise<void>
  /** When the next unclaimed item becomes due, leaving out the owners in `except`; undefined when there is none. */
  readonly nextAt: (except: readonly string[]) => Promise<Instant | undefined>
  /** Does the work on one item; begins nothing more once the process is stopping. */
  readonly work: (claimed: Claimed, isStopping: () => boolean) => Promise<void>
  /** Called when the work on an item failed: the claim on it runs out by itself. */
  readonly onFailure: (claimed: Claimed, error: unknown) => void
  /** Called with the error when due items cannot be looked up; once for as long as that lasts. */
  readonly onTrouble: (error: unknown) => void
}

/** The longest pause between two looks, and so the longest delay of an item that another replica has written. */
const IDLE_MS = 1000
/** How often items are brought forward, and so how late it may be noticed that a clock was set back. */
const FORWARD_MS = 60_000
/** Less than the 10 s after which container engines kill a process that they have asked to stop. */
const CLOSING_MS = 5000

/**
 * Works on items that are due, on as many at once as there are lanes: work that hangs blocks its own lane and no other. One owner gets
 * half of the lanes at most, the next one half of the rest, and so on, so that a lane is left for a newcomer.
 */
export function lanes<Claimed>({
  most,
  clock,
  claimMs,
  ownerOf = () => '',
  claim,
  bringForward,
  nextAt,
  work,
  onFailure,
  onTrouble,
}: LanesParts<Claimed>): Worker {
  /** The work in each busy lane, with the owner of its item. */
  const busy = new Map<Promise<void>, string>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let isTroubled = false
  let forwardAt = 0
  let looking: Promise<void> = Promise.resolve()

  async function occupy(claimed: Claimed): Promise<void> {
    try {
      await work(claimed, () => stopped)
    } catch (error) {
      if (!stopped) onFailure(claimed, error)
    }
  }

  /** The times of a claim. Called once its transaction has begun, because a transaction may have to wait before it begins. */
  function claimTimes(): ClaimTimes {
    const now = clock.now()
    return { now, until: later(now, claimMs), latest: later(now, 2 * claimMs) }
  }

  /** Owners that already have as many lanes as are free: they get no more until more lanes are free. */
  function ownersAtQuota(): readonly string[] {
    const owned = Map.groupBy(busy.values(), (owner) => owner)
    return [...owned]
      .filter(([owner, theirs]) => owner !== '' && theirs.length >= most - busy.size)
      .map(([owner]) => owner)
  }

  /** Fills the free lanes with items that are due. */
  async function fill(): Promise<void> {
    while (!stopped && busy.size < most) {
      const claimed = await claim(claimTimes, ownersAtQuota())
      if (claimed === undefined) return
      const lane = occupy(claimed).finally(() => {
        busy.delete(lane)
        if (timer !== undefined) scheduleRound(0)
      })
      busy.set(lane, ownerOf(claimed))
    }
  }

  async function forward(): Promise<void> {
    await bringForward()
    forwardAt = performance.now() + FORWARD_MS
  }

  async function pause(): Promise<number> {
    if (busy.size >= most) return IDLE_MS
    return pauseUntil(await nextAt(ownersAtQuota()), clock.now(), IDLE_MS)
  }

  async function round(): Promise<void> {
    let wait = IDLE_MS
    try {
      if (performance.now() >= forwardAt) await forward()
      await fill()
      wait = await pause()
      isTroubled = false
    } catch (error) {
      // A fault that lasts is reported once.
      if (!isTroubled) onTrouble(error)
      isTroubled = true
    }
    scheduleRound(wait)
  }

  function scheduleRound(milliseconds: number): void {
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => {
      looking = looking.then(round)
    }, milliseconds).unref()
  }

  async function isAnyDue(): Promise<boolean> {
    const next = await nextAt(ownersAtQuota())
    return next !== undefined && next <= clock.now()
  }

  return {
    runDue: async () => {
      await forward()
      do {
        await fill()
        await Promise.all(busy.keys())
      } while (!stopped && (await isAnyDue()))
    },
    start: () => {
      scheduleRound(0)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
      // Work that hangs is abandoned after `CLOSING_MS`: whoever claims its item next does it again. The process must not
      // exit before that, and this timer may be all that keeps it alive.
      const closing = new AbortController()
      const closed = delay(CLOSING_MS, undefined, { signal: closing.signal }).catch(() => undefined)
      await Promise.race([Promise.all(busy.keys()), closed])
      closing.abort()
    },
  }
}
