// The description and labels of a bucket. Input is kept until it is saved, whatever others do meanwhile.
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Permits } from '../asking/permissions.ts'
import { useChange } from '../asking/use-change.ts'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { whyNot } from '../parts/why-not.ts'
import { bucketWords } from '../words/bucket-words.ts'
import type { BucketPlace } from './use-bucket.ts'

const said = bucketWords.settings
const PERMISSION = 'packer.buckets.update'

interface DescriptionFormProps {
  readonly place: BucketPlace
  readonly bucket: NonNullable<Answer<Operations['PackerService_GetBucket']>['bucket']>
  readonly permits: Permits
}

interface Label {
  readonly id: number
  readonly key: string
  readonly value: string
}

export function DescriptionForm({ place, bucket, permits }: DescriptionFormProps) {
  const [description, setDescription] = useState(bucket.description)
  const [labels, setLabels] = useState<readonly Label[]>(() =>
    Object.entries(bucket.labels).map(([key, value], id) => ({ id, key, value })),
  )
  const [before, setBefore] = useState({ description: bucket.description, labels: bucket.labels })
  const saving = useChange('PackerService_UpdateBucket')
  const named = labels.filter(({ key }) => key !== '')
  const after = { description, labels: Object.fromEntries(named.map(({ key, value }) => [key, value])) }
  // Fields that are unchanged here are not sent, so that changes by others are kept.
  const request = {
    params: place.params,
    body: {
      ...(description !== before.description && { description }),
      ...(!isSame(after.labels, before.labels) && { labels: after.labels }),
    },
  }
  const isTwice = new Set(named.map(({ key }) => key)).size < named.length
  const isUnchanged = Object.keys(request.body).length === 0
  const obstacle = isTwice ? said.twice : isUnchanged ? said.unchanged : null
  const save = () => {
    saving.mutate(request, {
      onSuccess() {
        setBefore(after)
      },
    })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (whyNot(permits, PERMISSION) === null && obstacle === null && !saving.isPending) save()
      }}
    >
      <Stack gap="sm">
        <p className="quiet">{said.overwritten}</p>
        <Textarea
          label={said.description}
          autosize
          value={description}
          onChange={({ currentTarget: { value } }) => {
            setDescription(value)
          }}
        />
        <LabelFields labels={labels} setLabels={setLabels} />
        <EquivalentCall operation="PackerService_UpdateBucket" request={request} />
        {saving.error && <ErrorNote error={saving.error} />}
        <Group>
          <PermittedButton
            permits={permits}
            permission={PERMISSION}
            type="submit"
            variant="filled"
            obstacle={obstacle}
            loading={saving.isPending}
          >
            {said.save}
          </PermittedButton>
          <span role="status">{saving.isSuccess && isUnchanged && said.saved}</span>
        </Group>
      </Stack>
    </form>
  )
}

const isSame = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((key) => one[key] === other[key])

interface LabelFieldsProps {
  readonly labels: readonly Label[]
  readonly setLabels: (labels: readonly Label[]) => void
}

function LabelFields({ labels, setLabels }: LabelFieldsProps) {
  const addButton = useRef<HTMLButtonElement>(null)
  const change = (id: number, part: Partial<Label>) => {
    setLabels(labels.map((label) => (label.id === id ? { ...label, ...part } : label)))
  }
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: 0 }}>{said.labels}</legend>
      {labels.map(({ id, key, value }) => (
        <Group key={id} gap="xs" my={4} wrap="nowrap">
          <TextInput
            aria-label={said.key}
            placeholder={said.key}
            value={key}
            onChange={({ currentTarget }) => {
              change(id, { key: currentTarget.value })
            }}
          />
          <TextInput
            aria-label={said.valueOf(key)}
            placeholder={said.value}
            value={value}
            onChange={({ currentTarget }) => {
              change(id, { value: currentTarget.value })
            }}
          />
          <Button
            size="compact-sm"
            flex="none"
            aria-label={said.removeLabel(key)}
            onClick={() => {
              setLabels(labels.filter((label) => label.id !== id))
              // The element that had the focus disappears with the label.
              addButton.current?.focus()
            }}
          >
            {said.remove}
          </Button>
        </Group>
      ))}
      <Button
        ref={addButton}
        size="compact-sm"
        mt={4}
        onClick={() => {
          setLabels([...labels, { id: 1 + Math.max(-1, ...labels.map(({ id }) => id)), key: '', value: '' }])
        }}
      >
        {said.add}
      </Button>
    </fieldset>
  )
}
