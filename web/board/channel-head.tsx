// The head of a column: the channel, and who pointed it last and when.
import { Link } from 'react-router'
import { useAnswer } from '../asking/use-answer.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { channelPath } from '../channel/channel-path.ts'
import type { Channel } from '../channel/pointing.ts'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { channelStateOf } from '../registry/channel-standing.tsx'
import { boardWords } from '../words/board-words.ts'

interface ChannelHeadProps {
  readonly place: BucketPlace
  readonly channel: Channel
}

export function ChannelHead({ place, channel }: ChannelHeadProps) {
  const { name, managed, restricted } = channel
  return (
    <>
      <h3>
        <ChannelMark name={name} state={channelStateOf(channel)} isNameHidden />
        <Link to={channelPath(place, name)}>{name}</Link>
      </h3>
      <div className="quiet">
        {managed ? boardWords.managed : <LastPointed place={place} channel={channel} />}
        {restricted && ` · ${boardWords.restricted}`}
      </div>
    </>
  )
}

function LastPointed({ place, channel: { name, version } }: ChannelHeadProps) {
  const params = { ...place.params, channel_name: name }
  const query = { 'pagination.page_size': 1 }
  const { data } = useAnswer('PackerService_ListChannelAssignmentHistory', { params, query })
  const last = data?.history[0]
  // The history of a channel that has just moved may still be on its way.
  if (last === undefined || last.version?.fingerprint !== version?.fingerprint) return null
  return (
    <>
      <TimeAgo at={last.assigned_at} /> {boardWords.by(last.author_id)}
    </>
  )
}
