// The line above a list that updates itself: the number of items, how many are held back, and whether the server pushes changes.
import { Button } from '@mantine/core'
import { useLiveness } from '../asking/live.ts'
import { activityWords } from '../words/activity-words.ts'
import './arrivals.css'
import type { Arrivals } from './use-arrivals.ts'

const { live } = activityWords

interface ArrivalsLineProps {
  readonly arrivals: Pick<Arrivals<unknown>, 'held' | 'fresh' | 'show'>
  /** Whether the server pushes changes of this list at all, as it does for a project. */
  readonly isFollowed: boolean
  readonly children: string
}

export function ArrivalsLine({ arrivals: { held, fresh, show }, isFollowed, children }: ArrivalsLineProps) {
  const liveness = useLiveness()
  return (
    <div className="arrivals">
      <p className="quiet" role="status">
        {children}
        {held === 0 && fresh.size > 0 && ` ${live.fresh(fresh.size)}`}
      </p>
      {held > 0 && (
        <Button size="xs" className="no-print" onClick={show}>
          {live.show(held)}
        </Button>
      )}
      <span className="heard" role="status">
        {held > 0 && live.held(held)}
      </span>
      {isFollowed && liveness !== 'unknown' && (
        <span className="arrivals-live no-print" role="status">
          <span className="badge" data-look={liveness === 'live' ? 'valid' : 'scheduled'}>
            {live[liveness]}
          </span>
          <span className="quiet">{live.says[liveness]}</span>
        </span>
      )}
    </div>
  )
}

/** The mark of the items that arrived last. */
export const FreshMark = () => (
  <span className="badge" data-look="valid">
    {live.mark}
  </span>
)
