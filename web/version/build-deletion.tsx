// A button to delete a build that its version is waiting for, for example one that `-only` left out.
import { useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { versionWords } from '../words/version-words.ts'
import type { Build, VersionPlace } from './use-version.ts'

const { deletion } = versionWords.builds

interface BuildDeletionProps {
  readonly place: VersionPlace
  readonly build: Build
  readonly permits: Permits
}

export function BuildDeletion({ place, build: { id, component_type: name }, permits }: BuildDeletionProps) {
  const [isAsked, setAsked] = useState(false)
  const close = () => {
    setAsked(false)
  }
  return (
    <>
      <PermittedButton
        permits={permits}
        permission="packer.builds.delete"
        size="compact-sm"
        aria-label={deletion.buttonOf(name)}
        onClick={() => {
          setAsked(true)
        }}
      >
        {deletion.button}
      </PermittedButton>
      {isAsked && (
        <ConfirmedChange
          operation="PackerService_DeleteBuild"
          request={{ params: { ...place.params, build_id: id } }}
          title={deletion.title(name)}
          action={deletion.action(name)}
          typed={name}
          onClose={close}
        >
          <p>{deletion.says(name)}</p>
        </ConfirmedChange>
      )}
    </>
  )
}
