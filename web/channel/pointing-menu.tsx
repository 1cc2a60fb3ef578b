// A button with a menu of ways to point a channel, and a link to the board, which offers all others.
import { Button, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { whyNot } from '../parts/why-not.ts'
import { channelWords } from '../words/channel-words.ts'

const PERMISSION = 'packer.channels.assign'

interface PointingMenuProps {
  readonly place: BucketPlace
  readonly permits: Permits
  readonly label: string
  /** Why no user may point the channel; null when it may be pointed. */
  readonly obstacle: string | null
  /** The menu items. They request their data once the menu is open. */
  readonly children: ReactNode
}

export function PointingMenu({ place, permits, label, obstacle, children }: PointingMenuProps) {
  if (obstacle !== null || whyNot(permits, PERMISSION) !== null)
    return (
      <PermittedButton permits={permits} permission={PERMISSION} obstacle={obstacle}>
        {label}
      </PermittedButton>
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button>{label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {children}
        <Menu.Divider />
        <Menu.Item component={Link} to={`${place.path}/board`}>
          {channelWords.promote.board}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
