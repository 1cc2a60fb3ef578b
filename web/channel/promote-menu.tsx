// The shortest way to promote: the newest valid version, and the channels that may point at it.
import { Menu } from '@mantine/core'
import type { Permits } from '../asking/permissions.ts'
import { useAnswer } from '../asking/use-answer.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import { inOrder, pointObstacle, type Pointing, type Target } from './pointing.ts'
import { PointingMenu } from './pointing-menu.tsx'

const says = channelWords.promote

interface PromoteMenuProps {
  readonly place: BucketPlace
  /** The newest valid version; null where there is none. */
  readonly version: Target | null
  readonly permits: Permits
  readonly pointing: Pointing
}

export function PromoteMenu({ place, version, permits, pointing }: PromoteMenuProps) {
  return (
    <PointingMenu place={place} permits={permits} label={says.open} obstacle={version === null ? says.nothing : null}>
      {version !== null && <Targets place={place} version={version} pointing={pointing} />}
    </PointingMenu>
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
