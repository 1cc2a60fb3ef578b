import { setTimeout as delay } from 'node:timers/promises'
import { type Clock, type Instant, later } from '../domain/clock.ts'
import type { ClaimTimes } from '../domain/record/job/claim-times.ts'
import { pauseUntil } from '../machine/pause-until.ts'
import type { Worker } from './worker.ts'

export interface LanesParts<Claimed> {
  /** How many are worked on at the same time. */
  readonly most: number
  readonly clock: Clock
  /** For how long one is claimed. */
  readonly claimMs: number
  /** Whose one is: nobody gets more lanes than are left for others. Absent where all may have all of them. */
  readonly ownerOf?: (claimed: Claimed) => string
  /** Takes what is due longest and held by nobody, but for what is of these owners; undefined when nothing is. */
  readonly claim: (times: () => ClaimTimes, except: readonly string[]) => Promise<Claimed | undefined>
  /** Has those become due that are left alone for longer than any is: a clock that was ahead has said so, and was set right since. */
  readonly bringForward: () => Promise<void>
  /** When the next one becomes due that nobody holds, but for those. */
  readonly nextAt: (except: readonly string[]) => Promise<Instant | undefined>
  /** What is done with one; begins nothing more once the process is to end. */
  readonly work: (claimed: Claimed, isStopping: () => boolean) => Promise<void>
  /** Is told of what one could not be worked on for: its claim ends by itself. */
  readonly onFailure: (claimed: Claimed, error: unknown) => void
  /** Is told, once while it lasts, why what is due cannot be looked up. */
  readonly onTrouble: (error: unknown) => void
}

/** How late something may be begun that another replica has written. */
const IDLE_MS = 1000
/** How late it may be noticed that a clock was set back. */
const FORWARD_MS = 60_000
/** Less than the 10 s after which container engines kill what they have asked to stop. */
const CLOSING_MS = 5000

/**
 * Works on what is due, as many at once as there are lanes: one that hangs holds up a lane and no other. An owner has half of them at most,
 * the next one half of the rest, and so on, so that there is one for who comes new.
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
  /** Of each whose it is. */
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

  /** Asked for once a transaction has begun, which may have waited. */
  function claimTimes(): ClaimTimes {
    const now = clock.now()
    return { now, until: later(now, claimMs), latest: later(now, 2 * claimMs) }
  }

  /** Owners who already hold as many lanes as are free: they wait until one of their own is free. */
  function ownersAtQuota(): readonly string[] {
    const owned = Map.groupBy(busy.values(), (owner) => owner)
    return [...owned]
      .filter(([owner, theirs]) => owner !== '' && theirs.length >= most - busy.size)
      .map(([owner]) => owner)
  }

  /** Fills the lanes that are free. */
  async function fill(): Promise<void> {
    while (!stopped && busy.size < most) {
      const claimed = await claim(claimTimes, ownersAtQuota())
      if (claimed === undefined) return
      const lane = occupy(claimed).finally(() => {
        busy.delete(lane)
        if (timer !== undefined) soon(0)
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
      // What is wrong for an hour is told once.
      if (!isTroubled) onTrouble(error)
      isTroubled = true
    }
    soon(wait)
  }

  function soon(milliseconds: number): void {
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
      soon(0)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
      // Who hangs is left: what was under way is sent again by whoever goes on.
      // Until then the process has to stay, though nothing else may keep it.
      const closing = new AbortController()
      const closed = delay(CLOSING_MS, undefined, { signal: closing.signal }).catch(() => undefined)
      await Promise.race([Promise.all(busy.keys()), closed])
      closing.abort()
    },
  }
}
