import { words } from '../words/words.ts'
import type { BucketOverview } from './channel-standing.tsx'

/** Whether the newest version was built from what it would be built from today. */
export function ParentsStanding({ bucket }: { readonly bucket: BucketOverview }) {
  const { parent_status: status, out_of_date_parents: parents } = bucket
  if (status === 'OUT_OF_DATE')
    return (
      <span className="badge" data-look="scheduled">
        ↑ {words.registry.outOfDate(parents)}
      </span>
    )
  return status === 'UP_TO_DATE' ? (
    <span className="badge" data-look="valid">
      {words.registry.upToDate}
    </span>
  ) : (
    <span className="quiet">{words.none}</span>
  )
}
