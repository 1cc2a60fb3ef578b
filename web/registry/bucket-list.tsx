// The buckets as a list: what each is, and its state.
import { Link } from 'react-router'
import { Labels } from '../parts/labels.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { words } from '../words/words.ts'
import { type BucketOverview, ChannelStanding, type Standing } from './channel-standing.tsx'
import { ParentsStanding } from './parents-standing.tsx'

const { columns } = words.registry
const SHOWN_CHANNELS = 4
const SHOWN_LABELS = 4

interface BucketListProps {
  readonly buckets: readonly BucketOverview[]
  readonly pathOf: (bucketName: string) => string
}

export function BucketList({ buckets, pathOf }: BucketListProps) {
  return (
    <Table
      columns={[columns.bucket, columns.newest, columns.channels, columns.platforms, columns.parents, columns.updated]}
    >
      {buckets.map((bucket) => (
        <tr key={bucket.id}>
          <th scope="row">
            <Link to={pathOf(bucket.name)}>{bucket.name}</Link>
            <Labels labels={bucket.labels} most={SHOWN_LABELS} />
          </th>
          <td>
            <NewestVersion bucket={bucket} to={pathOf(bucket.name)} />
          </td>
          <td>
            <Standings standings={bucket.channels.slice(0, SHOWN_CHANNELS)} to={pathOf(bucket.name)} />
            {bucket.channel_count > SHOWN_CHANNELS && (
              <details>
                <summary>{words.registry.moreChannels(bucket.channel_count - SHOWN_CHANNELS)}</summary>
                <Standings standings={bucket.channels.slice(SHOWN_CHANNELS)} to={pathOf(bucket.name)} />
                {bucket.channel_count > bucket.channels.length && (
                  <Link to={pathOf(bucket.name)}>
                    {words.registry.moreChannels(bucket.channel_count - bucket.channels.length)}
                  </Link>
                )}
              </details>
            )}
          </td>
          <td>{bucket.platforms.join(' ')}</td>
          <td>
            <ParentsStanding bucket={bucket} />
          </td>
          <td>
            <TimeAgo at={bucket.updated_at} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

interface StandingsProps {
  readonly standings: readonly Standing[]
  /** The address of the bucket. */
  readonly to: string
}

export function Standings({ standings, to }: StandingsProps) {
  return standings.map((standing) => (
    <div key={standing.name}>
      <ChannelStanding standing={standing} to={to} />
    </div>
  ))
}

interface NewestVersionProps {
  readonly bucket: BucketOverview
  /** The address of the bucket. */
  readonly to: string
}

/** Shows the version's status too, unless the version is active. */
export function NewestVersion({ bucket: { newest_version: newest, newest_at: at }, to }: NewestVersionProps) {
  if (newest === null) return <span className="quiet">{words.none}</span>
  return (
    <span className="in-line">
      <Link to={`${to}/versions/${newest.fingerprint}`}>{newest.name}</Link>
      {newest.status !== 'VERSION_ACTIVE' && <StatusBadge status={newest.status} />}
      {at !== null && <TimeAgo at={at} />}
    </span>
  )
}
