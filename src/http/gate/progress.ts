// Whether what others send, or should take, gets on. Seconds are counted, not read off a clock: what a server missed while
// it stood still or its machine slept is nobody else's delay.

export interface Progress {
  /**
   * Calls `late`, once, as soon as fewer than WINDOW_BYTES came in WINDOW_SECONDS, or it all took LONGEST_SECONDS.
   * Answers how to stop watching.
   */
  watch(received: () => number, late: () => void): () => void
  /** A second has passed. */
  second(): void
}

/** Any line that images are built on carries a kilobyte a second, and stalls for less long. */
const WINDOW_SECONDS = 15
const WINDOW_BYTES = 16 * 1024
/** 16 MiB, the largest SBOM, at 1 Mbit/s take 134 s. */
export const LONGEST_SECONDS = 5 * 60

interface Watched {
  readonly received: () => number
  readonly late: () => void
  age: number
  receivedBefore: number
}

export function progressWatch(): Progress {
  const all = new Set<Watched>()
  return {
    watch(received, late) {
      const watched = { received, late, age: 0, receivedBefore: received() }
      all.add(watched)
      return () => {
        all.delete(watched)
      }
    },
    second() {
      for (const watched of all) if (isLate(watched) && all.delete(watched)) watched.late()
    },
  }
}

function isLate(watched: Watched): boolean {
  watched.age++
  if (watched.age >= LONGEST_SECONDS) return true
  if (watched.age % WINDOW_SECONDS !== 0) return false
  const received = watched.received()
  if (received - watched.receivedBefore < WINDOW_BYTES) return true
  watched.receivedBefore = received
  return false
}
