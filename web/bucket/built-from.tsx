// What a version was built from, and what is built from a bucket, each with whether it is up to date.
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Direction } from '../ancestry/generations.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { numberOf } from '../compare/differences.ts'
import { Answered } from '../parts/answered.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { type BucketPlace, bucketPath, versionPath } from './use-bucket.ts'

type Relation = Answer<Operations['PackerService_ListBucketAncestry']>['relations'][number]

const { facts } = bucketWords
const SHOWN = 10

/** The directions in the address of the ancestry page, which shows the rest. */
const directions = {
  ANCESTRY_TYPE_PARENTS: 'parents',
  ANCESTRY_TYPE_CHILDREN: 'children',
} as const satisfies Record<string, Direction>

interface BuiltFromProps {
  readonly place: BucketPlace
  /** The version; by default the newest. */
  readonly fingerprint?: string
}

export function BuiltFrom({ place, fingerprint = '' }: BuiltFromProps) {
  return (
    <Relations place={place} type="ANCESTRY_TYPE_PARENTS" fingerprint={fingerprint}>
      {({ parent, status }) =>
        parent && (
          <>
            <Link to={bucketPath(place.project, parent.bucket_name)}>{parent.bucket_name}</Link>
            <Link to={versionPath(place.project, parent.bucket_name, parent.version_fingerprint)}>
              {parent.version_name}
            </Link>
            {parent.channel_name !== '' && <span className="quiet">{facts.by(parent.channel_name)}</span>}
            <StatusBadge status={status} />
            {status === 'OUT_OF_DATE' && parent.channel_version !== null && (
              <span className="quiet">
                {(numberOf(parent.channel_version.name) < numberOf(parent.version_name) ? facts.backOn : facts.nowOn)(
                  parent.channel_name,
                  parent.channel_version.name,
                )}
              </span>
            )}
          </>
        )
      }
    </Relations>
  )
}

export function BuiltFromThis({ place }: { readonly place: BucketPlace }) {
  return (
    <Relations place={place} type="ANCESTRY_TYPE_CHILDREN" fingerprint="">
      {({ child, parent, status }) =>
        child && (
          <>
            <Link to={bucketPath(place.project, child.bucket_name)}>{child.bucket_name}</Link>
            <Link to={versionPath(place.project, child.bucket_name, child.version_fingerprint)}>
              {child.version_name}
            </Link>
            {parent && <span className="quiet">{parent.version_name}</span>}
            <StatusBadge status={status} />
          </>
        )
      }
    </Relations>
  )
}

interface RelationsProps {
  readonly place: BucketPlace
  readonly type: keyof typeof directions
  readonly fingerprint: string
  readonly children: (relation: Relation) => ReactNode
}

function Relations({ place: { path, params }, type, fingerprint, children }: RelationsProps) {
  const query = { type, version_fingerprint: fingerprint, 'pagination.page_size': SHOWN }
  const answer = useAnswer('PackerService_ListBucketAncestry', { params, query })
  return (
    <Answered answer={answer} lines={1}>
      {({ relations, total_count: count }) =>
        relations.length === 0 ? (
          <span className="quiet">{facts.nothing}</span>
        ) : (
          <>
            {relations.map((relation, index) => (
              <div key={index} className="in-lines">
                {children(relation)}
              </div>
            ))}
            {count > SHOWN && (
              <Link to={`${path}/ancestry?dir=${directions[type]}&view=table`}>
                {facts.moreRelations(count - SHOWN)}
              </Link>
            )}
          </>
        )
      }
    </Answered>
  )
}
