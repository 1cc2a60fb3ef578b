// All details of an entry.
import { Link, useSearchParams } from 'react-router'
import { Copyable } from '../parts/copyable.tsx'
import { Fact } from '../parts/fact.tsx'
import { Lines } from '../parts/lines.tsx'
import { Table } from '../parts/table.tsx'
import { exactTime } from '../parts/time-ago.tsx'
import { auditWords } from '../words/audit-words.ts'
import { words } from '../words/words.ts'
import type { AuditEntry, AuditPlace } from './audit-query.ts'
import { type Change, changesIn, factsIn } from './changes.ts'
import { ProjectName } from './project-name.tsx'
import { refusalIn } from './refusal.ts'

const says = auditWords.ofEntry
/** The most rows that are shown: a build may have thousands of artifacts. */
const MOST_SHOWN = 60

interface EntryDetailsProps {
  readonly entry: AuditEntry
  readonly place: AuditPlace
}

export function EntryDetails({ entry, place }: EntryDetailsProps) {
  const changes = changesIn(entry)
  return (
    <div className="entry" role="group" aria-label={says.label(entry.description)}>
      <div className="entry-columns">
        <Circumstances entry={entry} />
        <div>
          <Refusal entry={entry} />
          <Names entry={entry} place={place} />
        </div>
      </div>
      <Changes changes={changes} />
      <Facts entry={entry} isOpen={changes.length === 0} />
      <details>
        <summary>{says.json}</summary>
        <Lines text={JSON.stringify(entry, null, 2)} label={says.json} />
      </details>
    </div>
  )
}

/** Who, when, from where, and by which request. */
function Circumstances({ entry: { actor, at, address, request_id: request, kind, status, error } }: EntryOnly) {
  const { actors } = says
  return (
    <dl className="facts">
      <Fact name={says.who}>
        {actor && (
          <>
            {actor.name} <span className="quiet">{actors[actor.type]}</span>{' '}
            {actor.id !== '' && <Copyable text={actor.id} label={says.actorId} />}
          </>
        )}
      </Fact>
      <Fact name={says.at}>
        {at !== null && <time dateTime={at}>{exactTime(at)}</time>} <span className="quiet">{at}</span>
      </Fact>
      <Fact name={says.address}>
        {address === '' ? <span className="quiet">{says.noAddress}</span> : <code>{address}</code>}
      </Fact>
      {request !== '' && (
        <Fact name={says.request}>
          <Copyable text={request} label={says.requestId} /> <Only name="q" value={request} text={says.sameRequest} />
        </Fact>
      )}
      <Fact name={says.kind}>
        <code>{kind}</code> <Only name="kind" value={kind} text={says.sameKind} />
      </Fact>
      <Fact name={says.outcome}>{auditWords.statuses[status]}</Fact>
      {error !== '' && <Fact name={says.why}>{error}</Fact>}
    </dl>
  )
}

interface EntryOnly {
  readonly entry: AuditEntry
}

/** A link to the entries with this value, without any other filter. */
function Only({ name, value, text }: Readonly<Record<'name' | 'value' | 'text', string>>) {
  const [search] = useSearchParams()
  const there = new URLSearchParams({ [name]: value })
  const entry = search.get('entry')
  if (entry !== null) there.set('entry', entry)
  return <Link to={{ search: there.toString() }}>{text}</Link>
}

/** What a refusal is about: the permission that was missing, and how often the operation was attempted. */
function Refusal({ entry }: EntryOnly) {
  const refusal = refusalIn(entry)
  if (refusal === null) return null
  return (
    <dl className="facts">
      <Fact name={says.permission}>
        {refusal.permission === '' ? (
          <span className="quiet">{says.onNothing}</span>
        ) : (
          <code>{refusal.permission}</code>
        )}
      </Fact>
      <Fact name={says.operation}>
        <code>{refusal.operation}</code>
      </Fact>
      {refusal.count > 1 && (
        <Fact name={says.times}>
          {says.often(refusal.count)} <time dateTime={refusal.since}>{exactTime(refusal.since)}</time>
        </Fact>
      )}
    </dl>
  )
}

function Names({ entry, place }: EntryDetailsProps) {
  const { bucket_name: bucket, version_name: version, version_fingerprint: fingerprint } = entry
  const { channel_name: channel, subject_name: subject, project_id: project } = entry
  const isOfProject = place.project === null && project !== ''
  if ([bucket, fingerprint, channel, subject].every((name) => name === '') && !isOfProject) return null
  return (
    <>
      <h2>{says.names}</h2>
      <dl className="facts">
        {isOfProject && (
          <Fact name={says.project}>
            <ProjectName id={project} />
          </Fact>
        )}
        {bucket !== '' && <Fact name={says.bucket}>{bucket}</Fact>}
        {channel !== '' && <Fact name={says.channel}>{channel}</Fact>}
        {fingerprint !== '' && (
          <Fact name={says.version}>
            {version} <code>{fingerprint}</code>
          </Fact>
        )}
        {subject !== '' && <Fact name={says.subject}>{subject}</Fact>}
      </dl>
    </>
  )
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { changed } = says
  if (changes.length === 0) return null
  return (
    <>
      <h2>{says.changes}</h2>
      <Table columns={[changed.field, changed.before, changed.after]} label={says.changes}>
        {changes.slice(0, MOST_SHOWN).map(({ field, before, after }, index) => (
          <tr key={index}>
            <th scope="row" className="mono">
              {field}
            </th>
            <td className="entry-value mono" data-side="before">
              {before === null ? <span className="quiet">{words.none}</span> : <del>{before}</del>}
            </td>
            <td className="entry-value mono" data-side="after">
              {after === null ? <span className="quiet">{words.none}</span> : <ins>{after}</ins>}
            </td>
          </tr>
        ))}
      </Table>
      {changes.length > MOST_SHOWN && <p className="quiet">{says.more(changes.length - MOST_SHOWN)}</p>}
    </>
  )
}

/** Open at first when nothing has changed: then there is nothing else to see. */
function Facts({ entry, isOpen }: EntryOnly & { readonly isOpen: boolean }) {
  const facts = refusalIn(entry) === null ? factsIn(entry) : []
  if (facts.length === 0) return null
  return (
    <details open={isOpen}>
      <summary>{says.facts}</summary>
      <dl className="facts entry-facts">
        {facts.slice(0, MOST_SHOWN).map(([field, value]) => (
          <Fact key={field} name={<code>{field}</code>}>
            {value}
          </Fact>
        ))}
      </dl>
      {facts.length > MOST_SHOWN && <p className="quiet">{says.more(facts.length - MOST_SHOWN)}</p>}
    </details>
  )
}
