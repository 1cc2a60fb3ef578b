// The newest versions that a channel may be pointed at.
import { Menu } from '@mantine/core'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { useVersions } from '../compare/recent-versions.ts'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import { type Channel, pointObstacle, type Pointing } from './pointing.ts'
import { PointingMenu } from './pointing-menu.tsx'

const says = channelWords.pointAt
const SHOWN = 10

interface PointMenuProps {
  readonly place: BucketPlace
  readonly channel: Channel
  readonly permits: Permits
  readonly pointing: Pointing
  /** Why no user may point the channel; null when it may be pointed. */
  readonly obstacle: string | null
}

export function PointMenu({ place, channel, permits, pointing, obstacle }: PointMenuProps) {
  return (
    <PointingMenu place={place} permits={permits} label={says.open} obstacle={obstacle}>
      <Versions place={place} channel={channel} pointing={pointing} />
    </PointingMenu>
  )
}

function Versions({ place, channel, pointing }: Pick<PointMenuProps, 'place' | 'channel' | 'pointing'>) {
  const { versions } = useVersions(place)
  if (versions === undefined) return <Menu.Label>{words.loading}</Menu.Label>
  const possible = versions.filter((version) => pointObstacle(channel, version) === null).slice(0, SHOWN)
  if (possible.length === 0) return <Menu.Label maw={280}>{says.nothing}</Menu.Label>
  return possible.map((version) => (
    <Menu.Item
      key={version.fingerprint}
      onClick={() => {
        pointing.ask({ channelName: channel.name, version })
      }}
    >
      {channelWords.point.title(channel.name, version.name)}
    </Menu.Item>
  ))
}
