// Events as a table: when, who and what. The filters are in the address.
import { useSearchParams } from 'react-router'
import { inProject, type Project } from '../asking/place.ts'
import { useFound } from '../asking/use-found.ts'
import { Answered } from '../parts/answered.tsx'
import { ArrivalsLine, FreshMark } from '../parts/arrivals-line.tsx'
import { PageTurns, usePageQuery } from '../parts/page-turns.tsx'
import { Looking, SearchedUntil } from '../parts/searched-until.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { arrivedAnswer, useArrivals } from '../parts/use-arrivals.ts'
import { activityWords } from '../words/activity-words.ts'
import { ActorName } from './actor-name.tsx'
import { ActivityFilters, FILTERS } from './activity-filters.tsx'
import { EventStory, type RegistryEvent } from './event-story.tsx'
import { kindsOf } from './kind-groups.ts'

const { columns } = activityWords
const PAGE_SIZE = 50

interface EventListProps {
  readonly project: Project
  /** The bucket to which the list is limited; without it the user can choose one. */
  readonly ofBucket?: string
}

export function EventList({ project, ofBucket }: EventListProps) {
  const [search] = useSearchParams()
  const paging = usePageQuery(PAGE_SIZE)
  const actor = search.get('actor')
  const bucket = ofBucket ?? search.get('bucket')
  const query = {
    ...paging,
    ...(bucket !== null && { bucket_name: bucket }),
    ...(actor !== null && { actor_id: actor }),
    kind: kindsOf(search.get('kind')),
  }
  const asked = { params: inProject(project), query }
  const answer = useFound('AssayService_ListEvents', asked, { isEmpty: ({ events }) => events.length === 0 })
  const arrivals = useArrivals(answer.isPlaceholderData ? undefined : answer.data, {
    of: JSON.stringify(query),
    idsOf: ({ events }) => events.map(({ id }) => id),
  })
  const events = arrivals.shown?.events ?? []
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <>
      <ActivityFilters
        project={project}
        hasBuckets={ofBucket === undefined}
        actorName={events.find((event) => event.actor?.id === actor)?.actor?.name ?? actor}
      />
      <Looking at={answer.lookingAt} />
      <Answered answer={arrivedAnswer(answer, arrivals)} lines={10}>
        {({ pagination, searched_until: until }) => (
          <>
            <ArrivalsLine arrivals={arrivals} isFollowed>
              {events.length > 0
                ? activityWords.count(events.length)
                : isFiltered
                  ? activityWords.noMatch
                  : activityWords.none}
            </ArrivalsLine>
            <div ref={arrivals.list}>
              {events.length > 0 && (
                <EventTable
                  events={events}
                  fresh={arrivals.fresh}
                  project={project}
                  isBucketShown={ofBucket === undefined}
                />
              )}
            </div>
            <SearchedUntil at={until} />
            <PageTurns tokens={pagination} />
          </>
        )}
      </Answered>
    </>
  )
}

interface EventTableProps {
  readonly events: readonly RegistryEvent[]
  readonly fresh: ReadonlySet<string>
  readonly project: Project
  readonly isBucketShown: boolean
}

function EventTable({ events, fresh, project, isBucketShown }: EventTableProps) {
  return (
    <Table columns={[columns.when, columns.who, columns.what]}>
      {events.map((event) => (
        <tr key={event.id}>
          <td style={{ width: '1%' }}>
            <TimeAgo at={event.at} /> {fresh.has(event.id) && <FreshMark />}
          </td>
          <td style={{ width: '15%', minWidth: '5rem', overflowWrap: 'anywhere' }}>
            {event.actor && <ActorName actor={event.actor} />}
          </td>
          <td>
            <EventStory event={event} project={project} isBucketShown={isBucketShown} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
