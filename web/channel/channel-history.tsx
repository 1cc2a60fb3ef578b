// The history of a channel: every version it was pointed at, when, and by whom.
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { type BucketPlace, versionPath } from '../bucket/use-bucket.ts'
import { Answered } from '../parts/answered.tsx'
import { PageTurns, usePageQuery } from '../parts/page-turns.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import type { Channel } from './pointing.ts'

export const HISTORY_A_PAGE = 20

export type Assignment = Answer<Operations['PackerService_ListChannelAssignmentHistory']>['history'][number]

const says = channelWords
const columns = says.historyColumns

interface ChannelHistoryProps {
  readonly place: BucketPlace
  readonly channel: Channel
}

export function ChannelHistory({ place, channel }: ChannelHistoryProps) {
  const params = { ...place.params, channel_name: channel.name }
  const query = usePageQuery(HISTORY_A_PAGE)
  const answer = useAnswer('PackerService_ListChannelAssignmentHistory', { params, query })
  return (
    <section>
      <h2>{says.history}</h2>
      <Answered answer={answer}>
        {({ history, pagination }) =>
          history.length === 0 ? (
            <p className="quiet">{says.noHistory}</p>
          ) : (
            <>
              <Table columns={[columns.version, columns.when, columns.who, columns.compare]} label={says.history}>
                {history.map((assignment) => (
                  <tr key={assignment.assigned_at}>
                    <Row place={place} channel={channel} assignment={assignment} />
                  </tr>
                ))}
              </Table>
              <PageTurns tokens={pagination} />
            </>
          )
        }
      </Answered>
    </section>
  )
}

function Row({ place, channel, assignment }: ChannelHistoryProps & { readonly assignment: Assignment }) {
  const { version, assigned_at: at, author_id: who } = assignment
  const isNow = version !== null && version.fingerprint === channel.version?.fingerprint
  return (
    <>
      <th scope="row">
        {version ? (
          <>
            <Link to={versionPath(place.project, place.name, version.fingerprint)}>{version.name}</Link>{' '}
            <StatusBadge status={version.status} />
          </>
        ) : (
          <span className="quiet">{says.unassigned}</span>
        )}
      </th>
      <td>
        <TimeAgo at={at} />
      </td>
      <td>{who}</td>
      <td>
        {isNow || version === null || channel.version === null ? (
          <span className="quiet">{isNow ? says.now : words.none}</span>
        ) : (
          <Link
            to={`${place.path}/compare?${new URLSearchParams({ from: channel.name, to: version.fingerprint })}`}
            aria-label={`${version.name} ${says.compareWithNow}`}
          >
            {says.compareWithNow}
          </Link>
        )}
      </td>
    </>
  )
}
