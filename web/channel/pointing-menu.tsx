// A button and what it opens: some ways to point a channel. All others are on the board.
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
  /** Why nobody may; null when that may be done. */
  readonly obstacle: string | null
  /** The ways, asked for once it is open. */
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
