// After a version was restored: the channels that its revocation had moved and that have not moved since, with a button to move each back.
import { bucketResource, usePermits } from '../asking/permissions.ts'
import type { Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { bucketPlace } from '../bucket/use-bucket.ts'
import { type Channel, pointRequest, type Target, usePointChannel } from '../channel/pointing.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { channelWords } from '../words/channel-words.ts'
import { versionWords } from '../words/version-words.ts'
import type { Moved } from './revocation-effects.tsx'

const { done, revoke } = versionWords
/** The most channels whose current version is requested. Of any others only the number is shown. */
const MOST_ASKED = 20

interface ChannelsLeftBehindProps {
  readonly project: Project
  /** The bucket of the version. A channel of another bucket is shown with its bucket's name. */
  readonly bucketName: string
  readonly moved: readonly Moved[]
}

export function ChannelsLeftBehind({ project, bucketName, moved }: ChannelsLeftBehindProps) {
  return (
    <>
      {moved.slice(0, MOST_ASKED).map((one) => (
        <LeftBehind
          key={`${one.bucket_name} ${one.channel_name}`}
          project={project}
          moved={one}
          isOfOther={one.bucket_name !== bucketName}
        />
      ))}
      {moved.length > MOST_ASKED && <p>{revoke.more(moved.length - MOST_ASKED)}</p>}
    </>
  )
}

interface LeftBehindProps {
  readonly project: Project
  readonly moved: Moved
  readonly isOfOther: boolean
}

function LeftBehind({ project, moved, isOfOther }: LeftBehindProps) {
  const { bucket_name: bucketName, channel_name: channelName, from, to } = moved
  const params = { ...bucketPlace(project, bucketName).params, channel_name: channelName }
  const channel = useAnswer('PackerService_GetChannel', { params }).data?.channel
  const isStillThere = channel?.version?.fingerprint === to?.fingerprint
  // The registry has already moved its managed channels back. A channel that somebody has moved since is where they want it.
  if (!channel || channel.managed || !isStillThere || from === null) return null
  const called = isOfOther ? `${bucketName} ${channelName}` : channelName
  return <WayBack project={project} bucketName={bucketName} channel={channel} called={called} target={from} />
}

interface WayBackProps {
  readonly project: Project
  readonly bucketName: string
  readonly channel: Channel
  readonly called: string
  readonly target: Target
}

function WayBack({ project, bucketName, channel: { name, version }, called, target }: WayBackProps) {
  const place = bucketPlace(project, bucketName)
  const permits = usePermits(bucketResource(project.id, bucketName))
  const change = usePointChannel(place, name, version)
  return (
    <>
      <p>{done.stays(called, version?.name ?? null)}</p>
      <PermittedButton
        permits={permits}
        permission="packer.channels.assign"
        my="xs"
        loading={change.isPending}
        onClick={() => {
          change.mutate(pointRequest(place, name, target.fingerprint))
        }}
      >
        {channelWords.point.title(called, target.name)}
      </PermittedButton>
      {change.error && <ErrorNote error={change.error} />}
    </>
  )
}
