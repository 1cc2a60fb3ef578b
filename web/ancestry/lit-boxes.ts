import { createContext } from 'react'

export interface LitBoxes {
  /** The bucket that somebody points at or has gone to. */
  readonly at: string | null
  /** What is built from any version of it, directly or through others. */
  readonly descendants: ReadonlySet<string>
  readonly point: (bucketName: string | null) => void
  /** By the keyboard: the box may be out of sight. */
  readonly goTo: (bucketName: string) => void
}

/** Which boxes are lit. Boxes hear of it by themselves, so that none is placed anew. */
export const LitContext = createContext<LitBoxes>({
  at: null,
  descendants: new Set(),
  point: () => undefined,
  goTo: () => undefined,
})
