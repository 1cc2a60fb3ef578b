// A button and what it opens: a channel of a name, pointed at a version or at none yet.
import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Permits } from '../asking/permissions.ts'
import { useChange } from '../asking/use-change.ts'
import type { BucketPlace } from '../bucket/use-bucket.ts'
import { useVersions } from '../compare/recent-versions.ts'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { focusAgain } from '../parts/focus-again.ts'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { channelWords } from '../words/channel-words.ts'
import { words } from '../words/words.ts'
import { channelPath } from './channel-path.ts'
import { versionObstacle } from './pointing.ts'

const says = channelWords.newChannel
const OPERATION = 'PackerService_CreateChannel'
const BUTTON = 'new-channel'

interface NewChannelProps {
  readonly place: BucketPlace
  readonly permits: Permits
}

export function NewChannel({ place, permits }: NewChannelProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <PermittedButton
        id={BUTTON}
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
          onClose={() => {
            setOpen(false)
            focusAgain(BUTTON)
          }}
        />
      )}
    </>
  )
}

function ChannelForm({ place, onClose }: { readonly place: BucketPlace; readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [restricted, setRestricted] = useState(false)
  const [fingerprint, setFingerprint] = useState<string | null>(null)
  const { versions = [] } = useVersions(place)
  const navigate = useNavigate()
  const change = useChange(OPERATION)
  const body = { name, restricted, version_fingerprint: fingerprint ?? '' }
  const request = { params: place.params, body }
  return (
    <Modal opened onClose={onClose} title={says.title} size="lg" closeButtonProps={{ 'aria-label': words.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name === '' || change.isPending) return
          change.mutate(request, { onSuccess: () => void navigate(channelPath(place, name)) })
        }}
      >
        <Stack gap="md">
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
          {change.error && <ErrorNote error={change.error} />}
          <EquivalentCall operation={OPERATION} request={request} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button type="submit" variant="filled" disabled={name === ''} loading={change.isPending}>
              {says.create(name)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
