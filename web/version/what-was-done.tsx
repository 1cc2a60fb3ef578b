// What has just been done to a version, with a button to undo it.
import { useEffect, useRef } from 'react'
import { bucketResource, usePermits } from '../asking/permissions.ts'
import { useChange } from '../asking/use-change.ts'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { versionWords } from '../words/version-words.ts'
import { ChannelsLeftBehind } from './channels-left-behind.tsx'
import { type Moved, movedChannel, type RevocationPreview } from './revocation-effects.tsx'
import type { VersionPlace } from './use-version.ts'

const { done } = versionWords
const OPERATION = 'PackerService_UpdateVersion'

export type Done =
  | { readonly kind: 'revoked' | 'scheduled'; readonly preview: RevocationPreview | undefined }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'restored'
      /** The channels that the revocation had moved, as far as that is known. */
      readonly moved: readonly Moved[]
    }

interface WhatWasDoneProps {
  readonly place: VersionPlace
  readonly name: string
  readonly done: Done
  readonly onRestored: (wasScheduled: boolean) => void
}

export function WhatWasDone({ place, name, done: what, onRestored }: WhatWasDoneProps) {
  const note = useRef<HTMLDivElement>(null)
  // The button that was pressed may be gone. The focus goes here, for users of keyboards and screen readers.
  useEffect(() => {
    note.current?.focus()
  }, [what.kind])
  const { kind } = what
  const canUndo = kind === 'revoked' || kind === 'scheduled'
  const moved = kind === 'revoked' ? (what.preview?.channels ?? []) : []
  return (
    <div
      ref={note}
      tabIndex={-1}
      className="note no-print"
      data-look={canUndo ? 'scheduled' : 'valid'}
      role="status"
      style={{ marginBottom: 16 }}
    >
      <p>{kind === 'restored' && what.moved.length > 0 ? done.valid(name) : done[kind](name)}</p>
      {moved.length > 0 && (
        <p>
          {done.moved} {moved.map(movedChannel).join('; ')}
        </p>
      )}
      {kind === 'restored' && (
        <ChannelsLeftBehind project={place.project} bucketName={place.bucket.name} moved={what.moved} />
      )}
      {canUndo && <Undo place={place} name={name} isScheduled={kind === 'scheduled'} onRestored={onRestored} />}
    </div>
  )
}

interface UndoProps extends Pick<WhatWasDoneProps, 'place' | 'name' | 'onRestored'> {
  readonly isScheduled: boolean
}

function Undo({ place, name, isScheduled, onRestored }: UndoProps) {
  const permits = usePermits(bucketResource(place.project.id, place.bucket.name))
  const restoration = useChange(OPERATION)
  const request = { params: place.params, body: { restore: true } }
  return (
    <>
      <PermittedButton
        permits={permits}
        permission="packer.versions.restore"
        my="xs"
        loading={restoration.isPending}
        onClick={() => {
          restoration.mutate(request, {
            onSuccess: () => {
              onRestored(isScheduled)
            },
          })
        }}
      >
        {isScheduled ? done.cancel : done.restore(name)}
      </PermittedButton>
      {restoration.error && <ErrorNote error={restoration.error} />}
      <EquivalentCall
        operation={OPERATION}
        request={request}
        title={isScheduled ? done.cancelCall : done.restoreCall(name)}
      />
    </>
  )
}
