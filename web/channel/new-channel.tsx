// A button with a form that creates a channel, pointed at a version or at none yet.
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Permits } from '../asking/permissions.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { useVersions } from '../compare/recent-versions.ts'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { channelWords } from '../words/channel-words.ts'
import { channelPath } from './channel-path.ts'
import { versionObstacle } from './pointing.ts'

const says = channelWords.newChannel

interface NewChannelProps {
  readonly place: BucketPlace
  readonly permits: Permits
  /** Called when the channel has been created, where the page already shows it. Without it the channel's own page opens. */
  readonly onMade?: (name: string) => void
}

export function NewChannel({ place, permits, onMade }: NewChannelProps) {
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <PermittedButton
        permits={permits}
        permission="packer.channels.create"
        onClick={() => {
          setOpen(true)
        }}
      >
        {says.open}
      </PermittedButton>
      {isOpen && (
        <ChannelForm
          place={place}
          onMade={(name) => {
            setOpen(false)
            if (onMade) onMade(name)
            else void navigate(channelPath(place, name))
          }}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

interface ChannelFormProps {
  readonly place: BucketPlace
  readonly onMade: (name: string) => void
  readonly onClose: () => void
}

function ChannelForm({ place, onMade, onClose }: ChannelFormProps) {
  const [name, setName] = useState('')
  const [restricted, setRestricted] = useState(false)
  const [fingerprint, setFingerprint] = useState<string | null>(null)
  const { versions = [] } = useVersions(place)
  const body = { name, restricted, version_fingerprint: fingerprint ?? '' }
  return (
    <ConfirmedChange
      operation="PackerService_CreateChannel"
      request={{ params: place.params, body }}
      title={says.title}
      action={says.create(name)}
      onDone={() => {
        onMade(name)
      }}
      onClose={onClose}
    >
      <TextInput
        label={says.name}
        description={says.nameHint}
        value={name}
        required
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          setName(value)
        }}
      />
      <Checkbox
        label={says.restricted}
        checked={restricted}
        onChange={({ currentTarget: { checked } }) => {
          setRestricted(checked)
        }}
      />
      <Select
        label={says.version}
        placeholder={says.noVersion}
        data={versions
          .filter((version) => versionObstacle(version) === null)
          .map(({ fingerprint: value, name: label }) => ({ value, label }))}
        value={fingerprint}
        clearable
        onChange={setFingerprint}
      />
    </ConfirmedChange>
  )
}
