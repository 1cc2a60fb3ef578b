// A version on the board. Its name is a link, which has the focus while keys move the version.
import { Link } from 'react-router'
import { type BucketPlace, versionPath } from '../bucket/use-bucket.ts'
import { type Channel, versionObstacle } from '../channel/pointing.ts'
import type { ShortVersion } from '../compare/recent-versions.ts'
import { StatusBadge } from '../parts/status-badge.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { boardWords } from '../words/board-words.ts'
import { CardMenu } from './card-menu.tsx'
import type { Lift } from './use-lift.ts'

interface VersionCardProps {
  /** The id of the link, which takes the focus. */
  readonly id: string
  readonly place: BucketPlace
  readonly version: ShortVersion
  readonly channels: readonly Channel[]
  /** Why this user may not move anything; null when they may. */
  readonly refusal: string | null
  readonly lift: Lift
  readonly isMovable: boolean
  readonly describedBy: string
  readonly onPoint: (channelName: string) => void
}

export function VersionCard(props: VersionCardProps) {
  const { id, place, version, channels, refusal, lift, isMovable, describedBy, onPoint } = props
  const { fingerprint, name, status, createdAt, platforms, isOutOfDate } = version
  const obstacle = versionObstacle(version)
  return (
    <li
      className="card"
      draggable={isMovable}
      data-lifted={lift.lifted?.cardId === id}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.effectAllowed = 'move'
        dataTransfer.setData('text/plain', name)
        lift.lift(version, id)
      }}
      onDragEnd={lift.drop}
    >
      <span>
        <Link
          id={id}
          to={versionPath(place.project, place.name, fingerprint)}
          data-card={name}
          draggable={false}
          aria-describedby={describedBy}
          onKeyDown={(event) => {
            lift.onCardKey(event, version)
          }}
        >
          {name}
        </Link>{' '}
        {status !== 'VERSION_ACTIVE' && <StatusBadge status={status} />}
      </span>
      <CardMenu place={place} version={version} channels={channels} refusal={refusal} onPoint={onPoint} />
      <p className="quiet">
        <TimeAgo at={createdAt} />
        {platforms.length > 0 && ` · ${platforms.join(' ')}`}
        {isOutOfDate && ` · ${boardWords.outOfDate}`}
      </p>
      {obstacle !== null && <p>{obstacle}</p>}
    </li>
  )
}
