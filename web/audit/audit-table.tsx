import { Fragment, useId } from 'react'
import { useSearchParams } from 'react-router'
import { ActorName } from '../activity/actor-name.tsx'
import { FreshMark } from '../parts/arrivals-line.tsx'
import { addressNow } from '../parts/page-turns.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { auditWords } from '../words/audit-words.ts'
import { words } from '../words/words.ts'
import type { AuditEntry, AuditPlace } from './audit-query.ts'
import { EntryDetails } from './entry-details.tsx'
import { ProjectName } from './project-name.tsx'

const { columns } = auditWords

interface AuditTableProps {
  readonly entries: readonly AuditEntry[]
  readonly fresh: ReadonlySet<string>
  readonly place: AuditPlace
}

export function AuditTable({ entries, fresh, place }: AuditTableProps) {
  const [search, setSearch] = useSearchParams()
  const opened = search.get('entry')
  /** Opens an entry and closes the one that was open. The history entry is replaced, so that going back leaves the page. */
  const open = (id: string | null) => {
    const there = addressNow()
    if (id === null) there.delete('entry')
    else there.set('entry', id)
    setSearch(there, { replace: true, preventScrollReset: true })
  }
  return (
    <Table columns={[columns.when, columns.who, columns.what, columns.from]}>
      {entries.map((entry) => (
        <EntryRows
          key={entry.id}
          entry={entry}
          place={place}
          isFresh={fresh.has(entry.id)}
          isOpen={entry.id === opened}
          onToggle={() => {
            open(entry.id === opened ? null : entry.id)
          }}
        />
      ))}
    </Table>
  )
}

interface EntryRowsProps {
  readonly entry: AuditEntry
  readonly place: AuditPlace
  readonly isFresh: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function EntryRows({ entry, place, isFresh, isOpen, onToggle }: EntryRowsProps) {
  const id = useId()
  return (
    <Fragment>
      <tr className={isOpen ? 'entry-open' : undefined}>
        <td className="entry-when">
          <TimeAgo at={entry.at} /> {isFresh && <FreshMark />}
        </td>
        <td className="entry-who">{entry.actor && <ActorName actor={entry.actor} />}</td>
        <td>
          <div className="event">
            <div>
              <button
                type="button"
                className="entry-toggle"
                aria-expanded={isOpen}
                {...(isOpen && { 'aria-controls': id })}
                onClick={onToggle}
              >
                {entry.description}
              </button>{' '}
              {entry.status === 'FAILED' && (
                <span className="badge" data-look="revoked">
                  {auditWords.statuses.FAILED}
                </span>
              )}
            </div>
            <div>
              <div className="event-place">
                <Names entry={entry} place={place} />
              </div>
              {entry.error !== '' && <div className="quiet">{entry.error}</div>}
            </div>
          </div>
        </td>
        <td className="entry-from mono">{entry.address === '' ? words.none : entry.address}</td>
      </tr>
      {isOpen && (
        <tr className="entry-details">
          <td colSpan={4} id={id}>
            <EntryDetails entry={entry} place={place} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

/** The names of what the entry is about, the outermost first, as they were at the time. */
function Names({ entry, place }: Pick<EntryRowsProps, 'entry' | 'place'>) {
  const version = /^(?:v0)?$/.test(entry.version_name) ? entry.version_fingerprint : entry.version_name
  const all = [entry.bucket_name, entry.channel_name, version, entry.subject_name]
  return (
    <>
      {place.project === null && entry.project_id !== '' && <ProjectName id={entry.project_id} />}
      {all
        .filter((name) => name !== '')
        .map((name, index) => (
          <span key={index}>{name}</span>
        ))}
    </>
  )
}
