// The actions on a version: revoke it, take that back, delete it.
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { bucketResource, usePermits } from '../asking/permissions.ts'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { versionWords } from '../words/version-words.ts'
import { RevokePanel, type RevokePanelProps } from './revoke-panel.tsx'
import { calledVersion, type Version, type VersionPlace } from './use-version.ts'

const { revoke, restore, delete: deletion } = versionWords

type Open = 'revoke' | 'restore' | 'delete' | null

interface VersionActionsProps {
  readonly place: VersionPlace
  readonly version: Version
  /** The names of the channels at this version that are not managed by the registry. */
  readonly channels: readonly string[]
  readonly onRevoked: RevokePanelProps['onDone']
  readonly onRestored: (wasScheduled: boolean) => void
}

export function VersionActions({ place, version, channels, onRevoked, onRestored }: VersionActionsProps) {
  const permits = usePermits(bucketResource(place.project.id, place.bucket.name))
  const [open, setOpen] = useState<Open>(null)
  const close = () => {
    setOpen(null)
  }
  const isScheduled = version.status === 'VERSION_REVOCATION_SCHEDULED'
  const opens = (what: Open) => () => {
    setOpen(what)
  }
  return (
    <>
      {version.status !== 'VERSION_REVOKED' && (
        <PermittedButton
          permits={permits}
          permission="packer.versions.revoke"
          obstacle={version.name === 'v0' ? revoke.obstacle.incomplete : null}
          onClick={opens('revoke')}
        >
          {isScheduled ? revoke.change : revoke.button}
        </PermittedButton>
      )}
      {(isScheduled || version.status === 'VERSION_REVOKED') && (
        <PermittedButton
          permits={permits}
          permission="packer.versions.restore"
          obstacle={inheritedFrom(version)}
          onClick={opens('restore')}
        >
          {isScheduled ? restore.cancel : restore.button}
        </PermittedButton>
      )}
      <PermittedButton permits={permits} permission="packer.versions.delete" onClick={opens('delete')}>
        {deletion.button}
      </PermittedButton>
      {open === 'revoke' && (
        <RevokePanel
          place={place}
          version={version}
          permits={permits}
          onClose={close}
          onDone={(preview, isLater) => {
            close()
            onRevoked(preview, isLater)
          }}
        />
      )}
      {open === 'restore' && (
        <Restoration
          place={place}
          version={version}
          onClose={close}
          onDone={() => {
            close()
            onRestored(isScheduled)
          }}
        />
      )}
      {open === 'delete' && <Deletion place={place} version={version} channels={channels} onClose={close} />}
    </>
  )
}

function inheritedFrom({ revocation_inherited_from: ancestor }: Version): string | null {
  return ancestor && restore.inherited(`${ancestor.bucket_name} ${ancestor.version_name}`)
}

interface ActionProps {
  readonly place: VersionPlace
  readonly version: Version
  readonly onClose: () => void
}

function Restoration({ place, version, onClose, onDone }: ActionProps & { readonly onDone: () => void }) {
  const request = { params: place.params, body: { restore: true } }
  const isScheduled = version.status === 'VERSION_REVOCATION_SCHEDULED'
  return (
    <ConfirmedChange
      operation="PackerService_UpdateVersion"
      request={request}
      title={(isScheduled ? restore.cancelTitle : restore.title)(version.name)}
      action={(isScheduled ? restore.cancelAction : restore.action)(version.name)}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{(isScheduled ? restore.cancelSays : restore.says)(version.name)}</p>
    </ConfirmedChange>
  )
}

function Deletion({ place, version, channels, onClose }: ActionProps & { readonly channels: readonly string[] }) {
  const [rollBack, setRollBack] = useState(false)
  const called = calledVersion(version)
  const request = { params: place.params, query: { rollback_channels: rollBack } }
  return (
    <ConfirmedChange
      operation="PackerService_DeleteVersion"
      request={request}
      title={deletion.title(called)}
      action={deletion.action(called)}
      typed={version.name === 'v0' ? version.fingerprint : version.name}
      leadsTo={`${place.bucket.path}/versions`}
      onClose={onClose}
    >
      <p>{deletion.says(called)}</p>
      {channels.length > 0 && (
        <>
          <p>{deletion.held(channels)}</p>
          <Checkbox
            label={deletion.rollBack}
            checked={rollBack}
            onChange={({ currentTarget: { checked } }) => {
              setRollBack(checked)
            }}
          />
        </>
      )}
    </ConfirmedChange>
  )
}
