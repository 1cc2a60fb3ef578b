// The note after a channel was moved: what it pointed at before, and a button to undo, for as long as the channel stays there.
import { useEffect, useRef } from 'react'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { channelWords } from '../words/channel-words.ts'
import { type Done, type Pointing, pointRequest, usePointChannel, versionObstacle } from './pointing.ts'

const { point } = channelWords
const OPERATION = 'PackerService_UpdateChannel'

interface PointedNoteProps {
  readonly place: BucketPlace
  readonly done: Done
  readonly permits: Permits
  readonly pointing: Pointing
}

export function PointedNote({ place, done: { channelName, now, was }, permits, pointing }: PointedNoteProps) {
  const change = usePointChannel(place, channelName, now)
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The element that had the focus has moved away with the channel.
    note.current?.focus()
  }, [channelName, now.fingerprint])
  const request = pointRequest(place, channelName, was?.fingerprint ?? '')
  return (
    <div className="note" data-look="valid" role="status" ref={note} tabIndex={-1} style={{ marginBottom: 16 }}>
      <p>{point.done(channelName, now.name, was?.name ?? null)}</p>
      <PermittedButton
        permits={permits}
        permission="packer.channels.assign"
        obstacle={was && versionObstacle(was)}
        my="xs"
        loading={change.isPending}
        onClick={() => {
          change.mutate(request, {
            onSuccess() {
              pointing.finish(null)
            },
          })
        }}
      >
        {point.back(was?.name ?? null)}
      </PermittedButton>
      {change.error && <ErrorNote error={change.error} />}
      <EquivalentCall operation={OPERATION} request={request} title={point.backCall} />
    </div>
  )
}
