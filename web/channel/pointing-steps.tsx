// The steps of pointing a channel, for every page that offers it: the confirmation, then the note with the way back.
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { PointPanel } from './point-panel.tsx'
import { PointedNote } from './pointed-note.tsx'
import type { Channel, Pointing } from './pointing.ts'

interface PointingStepsProps {
  readonly place: BucketPlace
  readonly channels: readonly Channel[]
  readonly permits: Permits
  readonly pointing: Pointing
}

export function PointingSteps({ place, channels, permits, pointing }: PointingStepsProps) {
  const { asked, done } = pointing
  const called = (name: string | undefined) => channels.find((channel) => channel.name === name)
  const channel = called(asked?.channelName)
  const isStillThere = done !== null && called(done.channelName)?.version?.fingerprint === done.now.fingerprint
  return (
    <>
      {isStillThere && <PointedNote place={place} done={done} permits={permits} pointing={pointing} />}
      {asked && channel && (
        <PointPanel place={place} asked={asked} channel={channel} permits={permits} pointing={pointing} />
      )}
    </>
  )
}
