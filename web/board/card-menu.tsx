// The moves of a card as a menu, for users who neither drag nor know the keys.
import { ActionIcon, Menu } from '@mantine/core'
import { Link } from 'react-router'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { type Channel, pointObstacle, versionObstacle } from '../channel/pointing.ts'
import type { ShortVersion } from '../compare/recent-versions.ts'
import { MoreIcon } from '../parts/icons.tsx'
import { boardWords } from '../words/board-words.ts'

interface CardMenuProps {
  readonly place: BucketPlace
  readonly version: ShortVersion
  readonly channels: readonly Channel[]
  /** Why this user may not move anything; null when they may. */
  readonly refusal: string | null
  readonly onPoint: (channelName: string) => void
}

export function CardMenu({ place, version, channels, refusal, onPoint }: CardMenuProps) {
  const { fingerprint, name } = version
  const targets = channels.filter((channel) => pointObstacle(channel, version) === null)
  const obstacle = versionObstacle(version)
  const others = channels.filter(({ version: at }) => at !== null && at.fingerprint !== fingerprint)
  // The reason why the menu offers no move, or none that would succeed.
  const reason = obstacle ?? refusal ?? (targets.length === 0 ? boardWords.nowhere(name) : null)
  const compareWith = (from: string) => `${place.path}/compare?${new URLSearchParams({ from, to: fingerprint })}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="sm" aria-label={boardWords.menu(name)}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {reason !== null && <Menu.Label maw={280}>{reason}</Menu.Label>}
        {targets.map((channel) => (
          <Menu.Item
            key={channel.id}
            onClick={() => {
              onPoint(channel.name)
            }}
          >
            {boardWords.point(channel.name, name)}
          </Menu.Item>
        ))}
        {others.map((channel) => (
          <Menu.Item key={channel.id} component={Link} to={compareWith(channel.name)}>
            {boardWords.compareWith(channel.name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
