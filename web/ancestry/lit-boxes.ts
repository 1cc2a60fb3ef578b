import { createContext } from 'react'

export interface LitBoxes {
  /** The bucket that the user points at or has moved to. */
  readonly at: string | null
  /** The buckets built from any version of that bucket, directly or through others. */
  readonly descendants: ReadonlySet<string>
  readonly point: (bucketName: string | null) => void
  /** Moves to a box by keyboard: it may be outside the visible part. */
  readonly goTo: (bucketName: string) => void
}

/** Which boxes are highlighted. Boxes read this themselves, so that a change does not lay the graph out again. */
export const LitContext = createContext<LitBoxes>({
  at: null,
  descendants: new Set(),
  point: () => undefined,
  goTo: () => undefined,
})
