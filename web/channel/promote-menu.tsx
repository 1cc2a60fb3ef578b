// The shortest way to promote: the newest valid version, and the channels that may point at it. All others are on the board.
import { Button, Menu } from '@mantine/core'
import { Link } from 'react-router'
import type { Permits } from '../asking/permissions.ts'
import { useAnswer } from '../asking/use-answer.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { whyNot } from '../parts/why-not.ts'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import { inOrder, pointObstacle, type Pointing, type Target } from './pointing.ts'

const says = channelWords.promote
const PERMISSION = 'packer.channels.assign'

interface PromoteMenuProps {
  readonly place: BucketPlace
  /** The newest valid version; null where there is none. */
  readonly version: Target | null
  readonly permits: Permits
  readonly pointing: Pointing
}

export function PromoteMenu({ place, version, permits, pointing }: PromoteMenuProps) {
  if (version === null || whyNot(permits, PERMISSION) !== null)
    return (
      <PermittedButton permits={permits} permission={PERMISSION} obstacle={says.nothing}>
        {says.open}
      </PermittedButton>
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button>{says.open}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Targets place={place} version={version} pointing={pointing} />
        <Menu.Divider />
        <Menu.Item component={Link} to={`${place.path}/board`}>
          {says.board}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Targets({ place, version, pointing }: Omit<PromoteMenuProps, 'permits'> & { readonly version: Target }) {
  const { data } = useAnswer('PackerService_ListChannels', { params: place.params })
  if (data === undefined) return <Menu.Label>{words.loading}</Menu.Label>
  const targets = inOrder(data.channels).filter((channel) => pointObstacle(channel, version) === null)
  if (targets.length === 0) return <Menu.Label>{says.everywhere(version.name)}</Menu.Label>
  return targets.map(({ id, name, version: was }) => (
    <Menu.Item
      key={id}
      onClick={() => {
        pointing.ask({ channelName: name, version })
      }}
    >
      {channelWords.point.action(name, version.name, was?.name ?? null)}
    </Menu.Item>
  ))
}
