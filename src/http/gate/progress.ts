// Watches whether clients send fast enough. Seconds are counted, not read from a clock, so that a pause of the server, or a sleep
// of its machine, is not held against clients.

export interface Progress {
  /**
   * Calls `late`, once, as soon as fewer than WINDOW_BYTES came in WINDOW_SECONDS, or it all took LONGEST_SECONDS.
   * Returns the function that stops watching.
   */
  watch(received: () => number, late: () => void): () => void
  /** Called once a second. */
  second(): void
}

/** Any network that images are built on carries a kilobyte a second, and stalls for less time than this. */
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
