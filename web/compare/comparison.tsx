import { Link } from 'react-router'
import { useAnswer } from '../asking/use-answer.ts'
import { type BucketPlace, versionPath } from '../bucket/use-bucket.ts'
import { StatusBadge } from '../parts/status-badge.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { compareWords } from '../words/compare-words.ts'
import { words } from '../words/words.ts'
import { ChangeTable } from './change-list.tsx'
import { CommitRange } from './commit-range.tsx'
import { changesBetween, differencesOf, type WholeVersion } from './differences.ts'
import { provenanceOf } from './provenance.ts'

const { sections, provenance } = compareWords

interface ComparisonProps {
  readonly place: BucketPlace
  readonly from: WholeVersion
  readonly to: WholeVersion
}

/** All differences, with a table for each kind. */
export function Comparison({ place, from, to }: ComparisonProps) {
  const { builds, artifacts, labels, tools } = differencesOf(from, to)
  const parents = changesBetween(useParents(place, from), useParents(place, to))
  const names = { before: from.name, after: to.name }
  return (
    <>
      <Origins place={place} from={from} to={to} />
      <ChangeTable title={sections.builds} changes={builds} {...names} />
      <ChangeTable title={sections.artifacts} changes={artifacts} {...names} />
      <ChangeTable title={sections.labels} changes={labels} {...names} />
      <ChangeTable title={sections.parents} changes={parents} {...names} />
      <ChangeTable title={sections.tools} changes={tools} {...names} />
    </>
  )
}

/** The buckets and versions that a version was built from. */
function useParents({ params }: BucketPlace, { fingerprint }: WholeVersion): readonly (readonly [string, string])[] {
  const query = { type: 'ANCESTRY_TYPE_PARENTS', version_fingerprint: fingerprint }
  const { data } = useAnswer('PackerService_ListBucketAncestry', { params, query })
  return (data?.relations ?? []).flatMap(({ parent }) =>
    parent ? [[parent.bucket_name, parent.version_name] as const] : [],
  )
}

function Origins({ place, from, to }: ComparisonProps) {
  const both = [from, to]
  const bothCommits = both.map((version) => provenanceOf(version).commit)
  const rows = [
    [provenance.commit, bothCommits.map((commit) => (commit === null ? words.none : <code>{commit.id}</code>))],
    [provenance.ref, bothCommits.map((commit) => commit?.ref ?? words.none)],
    [provenance.author, bothCommits.map((commit) => commit?.author ?? words.none)],
    [provenance.builtBy, both.map(({ author_id: who }) => who)],
    [provenance.created, both.map(({ created_at: at }) => <TimeAgo at={at} />)],
  ] as const
  return (
    <section>
      <h2>{sections.provenance}</h2>
      <p>
        {sections.commits}: <CommitRange from={from} to={to} />
      </p>
      <Table
        columns={[
          compareWords.columns.name,
          ...both.map(({ fingerprint, name, status }) => (
            <>
              <Link to={versionPath(place.project, place.name, fingerprint)}>{name}</Link>{' '}
              <StatusBadge status={status} />
            </>
          )),
        ]}
        label={sections.provenance}
      >
        {rows.map(([name, [before, after]]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
