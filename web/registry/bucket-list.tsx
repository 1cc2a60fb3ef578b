// The buckets one below the other: what each is, and how it stands.
import { Link } from 'react-router'
import { Labels } from '../parts/labels.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { words } from '../words/words.ts'
import { type BucketOverview, ChannelStanding } from './channel-standing.tsx'
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
            <NewestVersion bucket={bucket} />
          </td>
          <td>
            {bucket.channels.slice(0, SHOWN_CHANNELS).map((standing) => (
              <div key={standing.name}>
                <ChannelStanding standing={standing} to={pathOf(bucket.name)} />
              </div>
            ))}
            {bucket.channel_count > SHOWN_CHANNELS && (
              <span className="quiet">{words.registry.moreChannels(bucket.channel_count - SHOWN_CHANNELS)}</span>
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

export function NewestVersion({
  bucket: { newest_version: newest, newest_at: at },
}: {
  readonly bucket: BucketOverview
}) {
  if (newest === null) return <span className="quiet">{words.none}</span>
  return (
    <span className="nowrap">
      {newest.name} {at !== null && <TimeAgo at={at} />}
    </span>
  )
}
