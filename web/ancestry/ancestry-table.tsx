import { Link } from 'react-router'
import { useProject } from '../asking/place.ts'
import { bucketPath, versionPath } from '../bucket/use-bucket.ts'
import { numberOf } from '../compare/differences.ts'
import { StatusBadge } from '../parts/status-badge.tsx'
import { Table } from '../parts/table.tsx'
import { ancestryWords } from '../words/ancestry-words.ts'
import type { BornRelation } from './generations.ts'
import type { Relation, RelationEnd } from './relation.ts'

const { columns } = ancestryWords

interface AncestryTableProps {
  readonly relations: readonly (Relation | BornRelation)[]
}

/** What is built from what, as a table with a row for each relation. */
export function AncestryTable({ relations }: AncestryTableProps) {
  const hasGenerations = relations.some((relation) => 'generation' in relation)
  return (
    <Table
      columns={[
        ...(hasGenerations ? [columns.generation] : []),
        columns.child,
        columns.parent,
        columns.channel,
        columns.status,
      ]}
      label={ancestryWords.title}
    >
      {relations.map((relation, index) => (
        <tr key={index}>
          {'generation' in relation && <td className="nowrap">{ancestryWords.generation(relation.generation)}</td>}
          <td>
            <End end={relation.child} />
          </td>
          <td>
            <End end={relation.parent} />
          </td>
          <td>
            {relation.channelName === '' ? (
              <span className="quiet">{ancestryWords.noChannel}</span>
            ) : (
              relation.channelName
            )}
          </td>
          <td>
            <StatusBadge status={relation.status} />{' '}
            {relation.channelVersionName !== '' && (
              <span className="quiet">
                {(isBack(relation) ? ancestryWords.backOn : ancestryWords.nowOn)(relation.channelVersionName)}
              </span>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

const isBack = ({ channelVersionName, parent }: Relation) => numberOf(channelVersionName) < numberOf(parent.versionName)

function End({ end: { bucketName, versionName, fingerprint } }: { readonly end: RelationEnd }) {
  const project = useProject()
  return (
    <>
      <Link to={bucketPath(project, bucketName)}>{bucketName}</Link>{' '}
      <Link to={versionPath(project, bucketName, fingerprint)}>{versionName}</Link>
    </>
  )
}
