// One channel: the version it points at, who pointed it there, its history, who can see it, and its actions.
import { Group } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { bucketResource, usePermits } from '../asking/permissions.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { type BucketPlace, useBucketPlace, versionPath } from '../bucket/use-bucket.ts'
import { usePart } from '../bucket/use-part.ts'
import { Answered } from '../parts/answered.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { Fact } from '../parts/fact.tsx'
import { SectionHead } from '../parts/section-head.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { channelStateOf } from '../registry/channel-standing.tsx'
import { channelWords } from '../words/channel-words.ts'
import { ChannelActions } from './channel-actions.tsx'
import { ChannelHistory, HISTORY_A_PAGE } from './channel-history.tsx'
import { type Channel, usePointing } from './pointing.ts'
import { PointingSteps } from './pointing-steps.tsx'

const says = channelWords

export function ChannelPage() {
  const place = useBucketPlace()
  const { channel: name = '' } = useParams()
  usePart(name)
  const params = { ...place.params, channel_name: name }
  const answer = useAnswer('PackerService_GetChannel', { params })
  return <Answered answer={answer}>{({ channel }) => channel && <Whole place={place} channel={channel} />}</Answered>
}

interface WholeProps {
  readonly place: BucketPlace
  readonly channel: Channel
}

function Whole({ place, channel }: WholeProps) {
  const permits = usePermits(bucketResource(place.project.id, place.name))
  const pointing = usePointing()
  const params = { ...place.params, channel_name: channel.name }
  const query = { 'pagination.page_size': HISTORY_A_PAGE }
  const newest = useAnswer('PackerService_ListChannelAssignmentHistory', { params, query })
  const history = newest.data?.history ?? []
  return (
    <>
      <SectionHead
        title={
          <Group gap="xs">
            <ChannelMark name={channel.name} state={channelStateOf(channel)} />
            {channel.managed && <span className="badge">{says.managed}</span>}
            {channel.restricted && <span className="badge">{says.restrictedShort}</span>}
          </Group>
        }
        actions={
          <ChannelActions place={place} channel={channel} history={history} permits={permits} pointing={pointing} />
        }
      />
      <PointingSteps place={place} channels={[channel]} permits={permits} pointing={pointing} />
      <dl className="facts panel">
        <Fact name={says.pointsAt}>
          {channel.version ? (
            <>
              <Link to={versionPath(place.project, place.name, channel.version.fingerprint)}>
                {channel.version.name}
              </Link>{' '}
              <StatusBadge status={channel.version.status} />
            </>
          ) : (
            says.nothing
          )}
        </Fact>
        {history[0] && (
          <Fact name={says.since}>
            <TimeAgo at={history[0].assigned_at} /> {says.by} {history[0].author_id}
          </Fact>
        )}
        {channel.managed && <Fact name={says.movedBy}>{says.managedSays}</Fact>}
        <Fact name={says.access}>{channel.restricted ? says.restricted : says.open}</Fact>
        <Fact name={says.made}>
          <TimeAgo at={channel.created_at} /> {says.by} {channel.author_id}
        </Fact>
      </dl>
      <ChannelHistory place={place} channel={channel} />
    </>
  )
}
