// The facts about a bucket: its newest version, where its channels point, what it is built from and what is built from it.
import { Link } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { bucketResource, usePermits } from '../asking/permissions.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { channelPath } from '../channel/channel-path.ts'
import { NewChannel } from '../channel/new-channel.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { Fact } from '../parts/fact.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { channelStateOf } from '../registry/channel-standing.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { words } from '../words/words.ts'
import { BuiltFrom, BuiltFromThis } from './built-from.tsx'
import { type BucketPlace, versionPath } from './use-bucket.ts'

export type Channel = Answer<Operations['PackerService_ListChannels']>['channels'][number]

const { facts } = bucketWords
const SHOWN_CHANNELS = 12

interface BucketFactsProps {
  readonly place: BucketPlace
  readonly channels: readonly Channel[]
}

export function BucketFacts({ place, channels }: BucketFactsProps) {
  const { data } = useAnswer('PackerService_GetBucket', { params: place.params })
  const permits = usePermits(bucketResource(place.project.id, place.name))
  const bucket = data?.bucket
  if (bucket === undefined || bucket === null) return null
  const newest = bucket.latest_version
  return (
    <dl className="facts">
      <Fact name={facts.newest}>
        {newest === null ? (
          <span className="quiet">{facts.noVersion}</span>
        ) : (
          <>
            <Link to={versionPath(place.project, place.name, newest.fingerprint)}>{newest.name}</Link>{' '}
            <TimeAgo at={newest.created_at} />
          </>
        )}
      </Fact>
      {bucket.platforms.length > 0 && <Fact name={facts.platforms}>{bucket.platforms.join(', ')}</Fact>}
      {bucket.description !== '' && <Fact name={facts.description}>{bucket.description}</Fact>}
      <Fact name={facts.channels}>
        <Channels place={place} channels={channels.slice(0, SHOWN_CHANNELS)} />
        {channels.length > SHOWN_CHANNELS && (
          <details>
            <summary>{facts.moreChannels(channels.length - SHOWN_CHANNELS)}</summary>
            <Channels place={place} channels={channels.slice(SHOWN_CHANNELS)} />
          </details>
        )}
        <NewChannel place={place} permits={permits} />
      </Fact>
      <Fact name={facts.builtFrom}>
        <BuiltFrom place={place} />
      </Fact>
      <Fact name={facts.children}>
        <BuiltFromThis place={place} />
      </Fact>
      <Fact name={facts.created}>
        <TimeAgo at={bucket.created_at} />
      </Fact>
      <Fact name={facts.updated}>
        <TimeAgo at={bucket.updated_at} />
      </Fact>
    </dl>
  )
}

function Channels({ place, channels }: BucketFactsProps) {
  if (channels.length === 0) return <span className="quiet">{words.none}</span>
  return channels.map((channel) => {
    const { name, version, restricted, managed } = channel
    return (
      <div key={name} className="in-lines">
        <Link to={channelPath(place, name)}>
          <ChannelMark name={name} state={channelStateOf(channel)} />
        </Link>
        {version === null ? (
          <span className="quiet">{words.none}</span>
        ) : (
          <Link className="nowrap" to={versionPath(place.project, place.name, version.fingerprint)}>
            {version.name}
            {version.status !== 'VERSION_ACTIVE' && ` ${words.status[version.status]}`}
          </Link>
        )}
        {restricted && <span className="badge">{facts.restricted}</span>}
        {managed && <span className="badge">{facts.managed}</span>}
      </div>
    )
  })
}
