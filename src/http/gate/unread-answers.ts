// Gives up responses that their clients do not read. A response stays in memory until it has been read, so unread responses are
// limited in total and per address, as request bodies are; and a client that reads too slowly is given up as well.

export interface Measured {
  /** The block of addresses that one client has; null for a proxy, behind which there are many clients. */
  readonly block: string | null
  /** Bytes of the response that have not been sent; 0 when there are none. */
  readonly unsent: number
  /** Bytes that have been sent. */
  readonly taken: number
}

export interface UnreadAnswers<Reader> {
  /** Called once a second. Returns the readers to give up. */
  second(readers: Iterable<Reader>): ReadonlySet<Reader>
}

export interface UnreadLimits {
  /** Bytes. */
  readonly inAll: number
  readonly perAddress: number
}

const MIB = 1024 * 1024
export const UNREAD_LIMITS: UnreadLimits = { inAll: 64 * MIB, perAddress: 32 * MIB }

/** A kernel takes the next piece once a third of its buffer of 4 MiB is free, which takes 11 s at 1 Mbit/s. */
const WINDOW_SECONDS = 60
const WINDOW_BYTES = 64 * 1024
/** A reader counts as stopped only after this time: one that is merely slow has not stopped. */
const STOPPED_SECONDS = 5

interface Followed extends Measured {
  readonly seconds: number
  readonly takenBefore: number
  readonly stoppedSeconds: number
}

export function unreadAnswers<Reader extends object>(
  limits: UnreadLimits,
  measure: (reader: Reader) => Measured,
): UnreadAnswers<Reader> {
  const all = new WeakMap<Reader, Followed>()
  return {
    second(readers) {
      const late = new Set<Reader>()
      const stopped: (readonly [Reader, Followed])[] = []
      for (const reader of readers) {
        const followed = follow(all.get(reader), measure(reader))
        if (followed === undefined) all.delete(reader)
        else all.set(reader, followed)
        if (followed === undefined) continue
        if (isLate(followed)) late.add(reader)
        else if (followed.stoppedSeconds >= STOPPED_SECONDS) stopped.push([reader, followed])
      }
      return late.union(tooMany(stopped, limits))
    },
  }
}

function follow(before: Followed | undefined, measured: Measured): Followed | undefined {
  const { unsent, taken } = measured
  if (unsent === 0) return undefined
  if (before === undefined) return { ...measured, seconds: 0, takenBefore: taken, stoppedSeconds: 0 }
  const isNext = before.seconds === WINDOW_SECONDS
  return {
    ...measured,
    seconds: isNext ? 1 : before.seconds + 1,
    takenBefore: isNext ? before.taken : before.takenBefore,
    stoppedSeconds: taken === before.taken ? before.stoppedSeconds + 1 : 0,
  }
}

const isLate = ({ seconds, taken, takenBefore }: Followed) =>
  seconds === WINDOW_SECONDS && taken - takenBefore < WINDOW_BYTES

/** Chooses from addresses over their limit, then from all readers; those that hold much and have held it for long go first. */
function tooMany<Reader>(
  stopped: readonly (readonly [Reader, Followed])[],
  { inAll, perAddress }: UnreadLimits,
): ReadonlySet<Reader> {
  const given = new Set<Reader>()
  const worstFirst = stopped.toSorted(([, one], [, other]) => cost(other) - cost(one))
  const held = new Map<string | null, number>()
  for (const [, { block, unsent }] of stopped) held.set(block, (held.get(block) ?? 0) + unsent)
  let heldInAll = stopped.reduce((sum, [, { unsent }]) => sum + unsent, 0)
  const giveUp = ([reader, { block, unsent }]: readonly [Reader, Followed]) => {
    if (given.has(reader)) return
    given.add(reader)
    held.set(block, (held.get(block) ?? 0) - unsent)
    heldInAll -= unsent
  }
  for (const each of worstFirst) {
    const [, { block }] = each
    if (block !== null && (held.get(block) ?? 0) > perAddress) giveUp(each)
  }
  for (const each of worstFirst) if (heldInAll > inAll) giveUp(each)
  return given
}

const cost = ({ unsent, stoppedSeconds }: Followed) => unsent * stoppedSeconds
