// Where records go: to an Assay, which takes them as they are, or to any server of the API, by what its clients may do.
import type { Operations } from '../../../../../client/apis.ts'
import type { Answer } from '../../../../../client/client.ts'
import type { MirrorRecord } from '../records.ts'

type Outcome = Answer<Operations['AssayService_ImportRecords']>['outcomes'][number]

/** What became of the records that were sent. */
export interface Brought {
  readonly counts: Record<Lowercase<Outcome['outcome']>, number>
  /** Why, of those that were kept or refused; a hundred of each at most. */
  readonly kept: string[]
  readonly refused: string[]
}

export interface RecordWriter {
  /** Takes the next record; what is sent is sent in the order in which it came. */
  readonly write: (record: MirrorRecord) => Promise<void>
  /** Sends what waits to be sent. */
  readonly end: () => Promise<void>
  readonly brought: Brought
}

export const nothingBrought = (): Brought => ({
  counts: { created: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 },
  kept: [],
  refused: [],
})

const TOLD = 100

export function tell(brought: Brought, { outcome, message }: Pick<Outcome, 'outcome' | 'message'>): void {
  brought.counts[outcome.toLowerCase() as keyof Brought['counts']] += 1
  const told = outcome === 'KEPT' ? brought.kept : outcome === 'REFUSED' ? brought.refused : null
  if (told !== null && told.length < TOLD && !told.includes(message)) told.push(message)
}
