// The actions on a channel. Each says beforehand what it changes for those who deploy from the channel.
import { useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { channelWords } from '../words/channel-words.ts'
import type { Assignment } from './channel-history.tsx'
import { PointMenu } from './point-menu.tsx'
import { type Channel, type Pointing, pointRequest, type Target, versionObstacle } from './pointing.ts'

const says = channelWords
const UPDATE = 'PackerService_UpdateChannel'
const DELETE = 'PackerService_DeleteChannel'
type Step = 'access' | 'unassign' | 'delete'

interface ChannelActionsProps {
  readonly place: BucketPlace
  readonly channel: Channel
  /** Newest first. */
  readonly history: readonly Assignment[]
  readonly permits: Permits
  readonly pointing: Pointing
}

export function ChannelActions({ place, channel, history, permits, pointing }: ChannelActionsProps) {
  const [step, setStep] = useState<Step | null>(null)
  const { name, managed, version } = channel
  const before = versionBefore(history, channel)
  const managedObstacle = managed ? says.obstacles.managed(name) : null
  const opens = (next: Step) => () => {
    setStep(next)
  }
  const close = () => {
    setStep(null)
  }
  return (
    <>
      <PointMenu place={place} channel={channel} permits={permits} pointing={pointing} obstacle={managedObstacle} />
      <PermittedButton
        permits={permits}
        permission="packer.channels.assign"
        obstacle={managedObstacle ?? (before === null ? says.obstacles.noneBefore : null)}
        onClick={() => {
          if (before) pointing.ask({ channelName: name, version: before })
        }}
      >
        {before ? says.point.back(before.name) : says.backNowhere}
      </PermittedButton>
      <PermittedButton
        permits={permits}
        permission="packer.channels.assign"
        obstacle={managedObstacle ?? (version === null ? says.obstacles.empty : null)}
        onClick={opens('unassign')}
      >
        {says.unassign}
      </PermittedButton>
      <PermittedButton permits={permits} permission="packer.channels.update" onClick={opens('access')}>
        {channel.restricted ? says.unrestrict : says.restrict}
      </PermittedButton>
      <PermittedButton
        permits={permits}
        permission="packer.channels.delete"
        obstacle={managed ? says.obstacles.undeletable(name) : null}
        onClick={opens('delete')}
      >
        {says.delete}
      </PermittedButton>
      {step === 'access' && <Access place={place} channel={channel} onClose={close} />}
      {step === 'unassign' && <Unassignment place={place} channel={channel} onClose={close} />}
      {step === 'delete' && <Deletion place={place} channel={channel} onClose={close} />}
    </>
  )
}

/** The version to go back to: the most recent other one in the history that the channel may point at. */
function versionBefore(history: readonly Assignment[], { version: now }: Channel): Target | null {
  const held = history.flatMap(({ version }) => (version ? [version] : []))
  return held.find((version) => version.fingerprint !== now?.fingerprint && versionObstacle(version) === null) ?? null
}

interface StepProps {
  readonly place: BucketPlace
  readonly channel: Channel
  readonly onClose: () => void
}

function Access({ place, channel: { name, restricted }, onClose }: StepProps) {
  const [wanted] = useState(!restricted)
  const request = {
    params: { ...place.params, channel_name: name },
    body: { restricted: wanted, update_mask: 'restricted' },
  }
  return (
    <ConfirmedChange
      operation={UPDATE}
      request={request}
      title={wanted ? says.restrict : says.unrestrict}
      action={wanted ? says.restrictAction(name) : says.unrestrictAction(name)}
      onClose={onClose}
    >
      <p>{wanted ? says.restrictSays : says.unrestrictSays}</p>
    </ConfirmedChange>
  )
}

function Unassignment({ place, channel: { name, version }, onClose }: StepProps) {
  const request = pointRequest(place, name, '')
  return (
    <ConfirmedChange
      operation={UPDATE}
      request={request}
      title={says.unassign}
      action={says.unassignAction(name, version?.name ?? says.nothing)}
      onClose={onClose}
    >
      <p>{says.unassignSays}</p>
    </ConfirmedChange>
  )
}

function Deletion({ place, channel: { name }, onClose }: StepProps) {
  const request = { params: { ...place.params, channel_name: name } }
  return (
    <ConfirmedChange
      operation={DELETE}
      request={request}
      title={says.delete}
      action={says.deleteAction(name)}
      typed={name}
      leadsTo={`${place.path}/board`}
      onClose={onClose}
    >
      <p>{says.deleteSays}</p>
    </ConfirmedChange>
  )
}
