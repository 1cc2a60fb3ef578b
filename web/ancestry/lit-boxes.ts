import { createContext } from 'react'

export interface LitBoxes {
  /** The bucket that somebody points at or has gone to. */
  readonly at: string | null
  /** What revoking it would reach. */
  readonly reached: ReadonlySet<string>
  readonly point: (bucketName: string | null) => void
  /** By the keyboard: the box may be out of sight. */
  readonly goTo: (bucketName: string) => void
}

/** Which boxes are lit. Boxes hear of it by themselves, so that none is placed anew. */
export const LitContext = createContext<LitBoxes>({
  at: null,
  reached: new Set(),
  point: () => undefined,
  goTo: () => undefined,
})
