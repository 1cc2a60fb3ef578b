// The state of a bucket's channel: its mark, its version, since when, and how far behind.
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { ChannelMark, type ChannelState } from '../parts/channel-mark.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { words } from '../words/words.ts'

export type BucketOverview = Answer<Operations['AssayService_ListBucketOverviews']>['buckets'][number]
export type Standing = BucketOverview['channels'][number]

export function channelStateOf({
  version,
}: {
  readonly version: Pick<NonNullable<Standing['version']>, 'status'> | null
}): ChannelState {
  if (version === null) return 'empty'
  return version.status === 'VERSION_REVOKED' ? 'revoked' : 'valid'
}

interface ChannelStandingProps {
  readonly standing: Standing
  /** The address of the bucket. */
  readonly to: string
  /** For places that show the channel's name already. */
  readonly isNameHidden?: boolean
}

export function ChannelStanding({ standing, to, isNameHidden = false }: ChannelStandingProps) {
  const { name, version, assigned_at: assignedAt, behind } = standing
  const mark = <ChannelMark name={name} state={channelStateOf(standing)} isNameHidden={isNameHidden} />
  if (version === null) return mark
  return (
    <span className="in-line">
      {mark}
      <Link to={`${to}/versions/${version.fingerprint}`}>
        {version.name}
        {version.status !== 'VERSION_ACTIVE' && ` ${words.status[version.status]}`}
      </Link>
      {assignedAt !== null && (
        <span className="quiet">
          <TimeAgo at={assignedAt} />
        </span>
      )}
      {behind > 0 && (
        <abbr title={words.registry.behindLong(behind)} style={{ color: 'var(--scheduled)' }}>
          {words.registry.behind(behind)}
        </abbr>
      )}
    </span>
  )
}
