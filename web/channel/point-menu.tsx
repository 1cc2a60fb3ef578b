// A button and what it opens: the newest versions that a channel may be pointed at. All others are on the board.
import { Button, Menu } from '@mantine/core'
import { Link } from 'react-router'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { useVersions } from '../compare/recent-versions.ts'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { whyNot } from '../parts/why-not.ts'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import { type Channel, pointObstacle, type Pointing } from './pointing.ts'

const says = channelWords.pointAt
const PERMISSION = 'packer.channels.assign'
const SHOWN = 10

interface PointMenuProps {
  readonly place: BucketPlace
  readonly channel: Channel
  readonly permits: Permits
  readonly pointing: Pointing
  /** Why nobody may point it; null when that may be done. */
  readonly obstacle: string | null
}

export function PointMenu({ place, channel, permits, pointing, obstacle }: PointMenuProps) {
  if (obstacle !== null || whyNot(permits, PERMISSION) !== null)
    return (
      <PermittedButton permits={permits} permission={PERMISSION} obstacle={obstacle}>
        {says.open}
      </PermittedButton>
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button>{says.open}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Versions place={place} channel={channel} pointing={pointing} />
        <Menu.Divider />
        <Menu.Item component={Link} to={`${place.path}/board`}>
          {channelWords.promote.board}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
