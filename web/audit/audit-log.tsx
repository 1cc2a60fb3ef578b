// Entries as a table: when, who, what and from where. One entry can be opened, with all its details.
import { useSearchParams } from 'react-router'
import { Answered } from '../parts/answered.tsx'
import { ArrivalsLine } from '../parts/arrivals-line.tsx'
import { PageTurns } from '../parts/page-turns.tsx'
import { Looking, SearchedUntil } from '../parts/searched-until.tsx'
import { arrivedAnswer, useArrivals } from '../parts/use-arrivals.ts'
import { auditWords } from '../words/audit-words.ts'
import './audit.css'
import { AuditFilters } from './audit-filters.tsx'
import { type AuditPlace, FILTERS, useAuditEntries } from './audit-query.ts'
import { AuditTable } from './audit-table.tsx'
import { ChainState } from './chain-state.tsx'

export function AuditLog({ place }: { readonly place: AuditPlace }) {
  const [search] = useSearchParams()
  const answer = useAuditEntries(place)
  const asked = new URLSearchParams(search)
  asked.delete('entry')
  const arrivals = useArrivals(answer.isPlaceholderData ? undefined : answer.data, {
    of: asked.toString(),
    idsOf: ({ entries }) => entries.map(({ id }) => id),
  })
  const entries = arrivals.shown?.entries ?? []
  const actor = search.get('actor')
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <>
      <ChainState place={place} />
      <AuditFilters
        place={place}
        actorName={entries.find((entry) => entry.actor?.id === actor)?.actor?.name ?? actor}
      />
      <Looking at={answer.lookingAt} />
      <Answered answer={arrivedAnswer(answer, arrivals)} lines={10}>
        {({ pagination, searched_until: until }) => (
          <>
            <ArrivalsLine arrivals={arrivals} isFollowed={place.project !== null}>
              {entries.length > 0
                ? auditWords.count(entries.length)
                : isFiltered
                  ? auditWords.noMatch
                  : auditWords.none}
            </ArrivalsLine>
            <div ref={arrivals.list} className="audit-list">
              {entries.length > 0 && <AuditTable entries={entries} fresh={arrivals.fresh} place={place} />}
            </div>
            <SearchedUntil at={until} />
            <PageTurns tokens={pagination} />
          </>
        )}
      </Answered>
    </>
  )
}
