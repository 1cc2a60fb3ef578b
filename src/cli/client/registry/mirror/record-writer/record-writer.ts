// Where records go: to an Assay, which takes them as they are, or to any server of the API, by the operations that its clients may call.
import type { Operations } from '../../../../../client/apis.ts'
import type { Answer } from '../../../../../client/client.ts'
import type { MirrorRecord } from '../records.ts'

type Outcome = Answer<Operations['AssayService_ImportRecords']>['outcomes'][number]

/** The outcomes of the records that were sent. */
export interface Brought {
  readonly counts: Record<Lowercase<Outcome['outcome']>, number>
  /** The reasons for records that were kept or refused, at most a hundred of each. */
  readonly kept: string[]
  readonly refused: string[]
}

export interface RecordWriter {
  /** Takes the next record; records are sent in the order in which they came. */
  readonly write: (record: MirrorRecord) => Promise<void>
  /** Sends the records that are still waiting. */
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
  const reasons = outcome === 'KEPT' ? brought.kept : outcome === 'REFUSED' ? brought.refused : null
  if (reasons !== null && reasons.length < TOLD && !reasons.includes(message)) reasons.push(message)
}
