import { Link } from 'react-router'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { channelPath } from '../channel/channel-path.ts'
import type { Channel } from '../channel/pointing.ts'
import { boardWords } from '../words/board-words.ts'
import { words } from '../words/words.ts'

interface OtherChannelsProps {
  readonly place: BucketPlace
  readonly channels: readonly Channel[]
}

/** The channels beyond the board's columns. */
export function OtherChannels({ place, channels }: OtherChannelsProps) {
  if (channels.length === 0) return null
  return (
    <section aria-label={boardWords.moreChannels}>
      <h3>{boardWords.moreChannels}</h3>
      <ul>
        {channels.map(({ id, name, version }) => (
          <li key={id}>
            <Link to={channelPath(place, name)}>{name}</Link> {version?.name ?? words.none}
          </li>
        ))}
      </ul>
    </section>
  )
}
