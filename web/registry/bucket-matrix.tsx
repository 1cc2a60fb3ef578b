// A matrix of buckets and channels: which version is where.
import { Link } from 'react-router'
import { Table } from '../parts/table.tsx'
import { words } from '../words/words.ts'
import { NewestVersion, Standings } from './bucket-list.tsx'
import { type BucketOverview, ChannelStanding } from './channel-standing.tsx'
import { ParentsStanding } from './parents-standing.tsx'

const { columns } = words.registry
/** The most common channel names have columns; all other channels share one. */
const MOST_COLUMNS = 6

interface BucketMatrixProps {
  readonly buckets: readonly BucketOverview[]
  /** The most common first. */
  readonly channelNames: readonly string[]
  readonly pathOf: (bucketName: string) => string
}

export function BucketMatrix({ buckets, channelNames, pathOf }: BucketMatrixProps) {
  const shown = channelNames.slice(0, MOST_COLUMNS)
  const isOther = ({ name }: { readonly name: string }) => !shown.includes(name)
  const hasOthers = buckets.some(({ channels }) => channels.some(isOther))
  const heads = [columns.bucket, ...shown, ...(hasOthers ? [columns.others] : []), columns.newest, columns.parents]
  return (
    <Table columns={heads}>
      {buckets.map((bucket) => (
        <tr key={bucket.id}>
          <th scope="row">
            <Link to={pathOf(bucket.name)}>{bucket.name}</Link>
          </th>
          {shown.map((name) => {
            const standing = bucket.channels.find((channel) => channel.name === name)
            return (
              <td key={name}>
                {standing ? (
                  <ChannelStanding standing={standing} to={pathOf(bucket.name)} isNameHidden />
                ) : (
                  <span className="quiet">{words.none}</span>
                )}
              </td>
            )
          })}
          {hasOthers && (
            <td>
              <Standings standings={bucket.channels.filter(isOther)} to={pathOf(bucket.name)} />
            </td>
          )}
          <td>
            <NewestVersion bucket={bucket} to={pathOf(bucket.name)} />
          </td>
          <td>
            <ParentsStanding bucket={bucket} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
