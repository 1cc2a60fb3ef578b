// The channels that have pointed at a version: from when until when, and who pointed them there.
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { inProject } from '../asking/place.ts'
import { useAnswers } from '../asking/use-answers.ts'
import { useFound } from '../asking/use-found.ts'
import { HISTORY_A_PAGE } from '../channel/channel-history.tsx'
import { channelPath } from '../channel/channel-path.ts'
import type { Channel } from '../channel/pointing.ts'
import { Answered } from '../parts/answered.tsx'
import { PageTurns, usePageQuery } from '../parts/page-turns.tsx'
import { Looking, SearchedUntil } from '../parts/searched-until.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { versionWords } from '../words/version-words.ts'
import { words } from '../words/words.ts'
import type { VersionPlace } from './use-version.ts'

const says = versionWords.channels
const { columns } = says
const SELDOM = 60_000

type History = Answer<Operations['PackerService_ListChannelAssignmentHistory']>

interface ChannelTimesProps {
  readonly place: VersionPlace
  /** The channels that the bucket has now; undefined until that is known. */
  readonly channels: readonly Channel[] | undefined
}

export function ChannelTimes({ place, channels }: ChannelTimesProps) {
  const query = {
    ...usePageQuery(HISTORY_A_PAGE),
    bucket_name: place.bucket.name,
    version_fingerprint: place.fingerprint,
    kind: ['channel.assigned'],
  }
  const asked = { params: inProject(place.project), query }
  const answer = useFound('AssayService_ListEvents', asked, { isEmpty: (page) => page.events.length === 0 })
  const events = answer.data?.events ?? []
  const there = new Set(channels?.map(({ name }) => name))
  const names = [...new Set(events.map(({ channel_name: name }) => name))].filter((name) => there.has(name))
  const histories = useHistories(place, names)
  return (
    <>
      <Looking at={answer.lookingAt} />
      <Answered answer={answer} lines={3}>
        {({ pagination, searched_until: until }) =>
          events.length === 0 ? (
            <p className="quiet">{says.never}</p>
          ) : (
            <>
              <Table columns={[columns.channel, columns.from, columns.until, columns.by]} label={says.title}>
                {events.map(({ id, at, actor, channel_name: name }) => (
                  <tr key={id}>
                    <th scope="row">
                      {there.has(name) ? <Link to={channelPath(place.bucket, name)}>{name}</Link> : name}
                    </th>
                    <td>
                      <TimeAgo at={at} />
                    </td>
                    <td>
                      {channels && !there.has(name) ? says.gone : <Until end={endOf(histories.get(name), place, at)} />}
                    </td>
                    <td>{actor?.name}</td>
                  </tr>
                ))}
              </Table>
              <SearchedUntil at={until} />
              <PageTurns tokens={pagination} />
            </>
          )
        }
      </Answered>
    </>
  )
}

/** The newest assignments of each channel, as far as they have arrived. */
function useHistories({ bucket }: VersionPlace, names: readonly string[]): ReadonlyMap<string, History | undefined> {
  const query = { 'pagination.page_size': HISTORY_A_PAGE }
  const requests = names.map((name) => ({ params: { ...bucket.params, channel_name: name }, query }))
  const { partial } = useAnswers('PackerService_ListChannelAssignmentHistory', requests, { again: SELDOM })
  return new Map(names.map((name, index) => [name, partial[index]] as const))
}

interface End {
  /** Null while the channel still points there. */
  readonly at: string | null
  /** False when the channel may have left before this time. */
  readonly isExact: boolean
}

/** When a channel that was pointed at the version at `from` left it; undefined while that is not known. */
function endOf(found: History | undefined, { fingerprint }: VersionPlace, from: string | null): End | undefined {
  if (found === undefined || from === null) return undefined
  const { history, pagination } = found
  const next = history.findLast(
    ({ assigned_at: at, version }) => at !== null && at > from && version?.fingerprint !== fingerprint,
  )
  const oldest = history.at(-1)?.assigned_at ?? ''
  const isExact = oldest <= from || (pagination?.next_page_token ?? '') === ''
  return { at: next?.assigned_at ?? null, isExact }
}

function Until({ end }: { readonly end: End | undefined }) {
  if (end === undefined) return <span className="quiet">{words.none}</span>
  if (end.at === null) return says.still
  return (
    <>
      <TimeAgo at={end.at} /> {!end.isExact && <span className="quiet">{says.atTheLatest}</span>}
    </>
  )
}
