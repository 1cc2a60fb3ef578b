// What a channel resolves to now, and what to do where that is unusable.
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Copyable } from '../parts/copyable.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { words } from '../words/words.ts'
import { type BucketPlace, versionPath } from './use-bucket.ts'
import type { Choice } from './use-choice.ts'

const { use } = bucketWords

type Channel = NonNullable<Answer<Operations['PackerService_GetChannel']>['channel']>

interface ResolvesToProps {
  readonly place: BucketPlace
  readonly channel: Channel
  readonly choice: Choice | null
}

export function ResolvesTo({ place, channel, choice }: ResolvesToProps) {
  const { version } = channel
  if (version === null) return <Note look="scheduled">{use.empty(channel.name)}</Note>
  const link = <Link to={versionPath(place.project, place.name, version.fingerprint)}>{version.name}</Link>
  return (
    <>
      {version.status === 'VERSION_REVOKED' && (
        <Note look="revoked">
          {use.revoked(channel.name)} {link} <TimeAgo at={version.revoke_at} />
          {version.revocation_message !== '' && `, “${version.revocation_message}”`}. {use.revokedSays}
        </Note>
      )}
      {version.status === 'VERSION_REVOCATION_SCHEDULED' && (
        <Note look="scheduled">
          {use.scheduled(channel.name)} {link} <TimeAgo at={version.revoke_at} />
          {version.revocation_message !== '' && `, “${version.revocation_message}”`}. {use.scheduledSays}
        </Note>
      )}
      {choice === null ? (
        <Note look="unknown">{use.noArtifact(version.name)}</Note>
      ) : (
        <>
          {choice.missing !== '' && <Note look="scheduled">{use.otherwise(version.name, choice.missing)}</Note>}
          <p>
            <span aria-hidden="true">→ </span>
            <Copyable text={choice.artifact.identifier} label={use.identifier} /> {use.standsAt(choice.artifact.region)}{' '}
            {link}, {version.status === 'VERSION_ACTIVE' ? use.valid : words.status[version.status]}
            <Assigned place={place} channel={channel} />
          </p>
        </>
      )}
    </>
  )
}

function Assigned({ place, channel }: Omit<ResolvesToProps, 'choice'>) {
  const params = { ...place.params, channel_name: channel.name }
  const query = { 'pagination.page_size': 1 }
  const { data } = useAnswer('PackerService_ListChannelAssignmentHistory', { params, query })
  const [last] = data?.history ?? []
  if (last === undefined) return null
  return (
    <>
      , {use.assigned(last.author_id)} <TimeAgo at={last.assigned_at} />
    </>
  )
}

function Note({ look, children }: { readonly look: string; readonly children: ReactNode }) {
  return (
    <div className="note" data-look={look} role="status" style={{ marginBottom: 12 }}>
      <p>{children}</p>
    </div>
  )
}
