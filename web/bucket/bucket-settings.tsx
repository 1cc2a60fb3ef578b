// The description and labels of a bucket, and its deletion.
import { useState } from 'react'
import { bucketResource, type Permits, usePermits } from '../asking/permissions.ts'
import { projectPath } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { DescriptionForm } from './description-form.tsx'
import { type BucketPlace, useBucketPlace } from './use-bucket.ts'

const said = bucketWords.settings

export function BucketSettings() {
  const place = useBucketPlace()
  const permits = usePermits(bucketResource(place.project.id, place.name))
  const answer = useAnswer('PackerService_GetBucket', { params: place.params })
  return (
    <Answered answer={answer}>
      {({ bucket }) =>
        bucket && (
          <>
            <section className="panel" aria-labelledby="description" style={{ marginBottom: 16 }}>
              <h2 id="description">{said.title}</h2>
              <DescriptionForm place={place} bucket={bucket} permits={permits} />
            </section>
            <section className="panel" aria-labelledby="deletion">
              <h2 id="deletion">{said.delete.title(place.name)}</h2>
              <p>{said.delete.says(Number(bucket.version_count))}</p>
              <Deletion place={place} permits={permits} versions={Number(bucket.version_count)} />
            </section>
          </>
        )
      }
    </Answered>
  )
}

interface DeletionProps {
  readonly place: BucketPlace
  readonly permits: Permits
  readonly versions: number
}

function Deletion({ place, permits, versions }: DeletionProps) {
  const [isAsked, setAsked] = useState(false)
  const request = { params: place.params }
  return (
    <>
      <PermittedButton
        permits={permits}
        permission="packer.buckets.delete"
        onClick={() => {
          setAsked(true)
        }}
      >
        {said.delete.button}
      </PermittedButton>
      {isAsked && (
        <ConfirmedChange
          operation="PackerService_DeleteBucket"
          request={request}
          title={said.delete.title(place.name)}
          action={said.delete.action(place.name)}
          typed={place.name}
          leadsTo={`${projectPath(place.project)}/buckets`}
          onClose={() => {
            setAsked(false)
          }}
        >
          <p>{said.delete.says(versions)}</p>
        </ConfirmedChange>
      )}
    </>
  )
}
