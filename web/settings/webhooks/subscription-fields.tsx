// One subscription of a webhook, to one bucket or to all: each action with what it means.
import { Button, Group } from '@mantine/core'
import type { Project } from '../../asking/place.ts'
import { BucketSelect } from '../../parts/bucket-select.tsx'
import { ActionChoices } from '../../parts/action-choices.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import type { SubscriptionForm } from './webhook-form.ts'

const says = webhookWords.fields

interface SubscriptionFieldsProps {
  readonly project: Project
  readonly subscription: SubscriptionForm
  /** The number of the subscription, counted from 1. */
  readonly number: number
  readonly onChange: (subscription: SubscriptionForm) => void
  /** Null for the only subscription. */
  readonly onRemove: (() => void) | null
}

export function SubscriptionFields({ project, subscription, number, onChange, onRemove }: SubscriptionFieldsProps) {
  const { kind, bucketName, others } = subscription
  return (
    <div className="panel" style={{ marginBottom: 8 }}>
      <Group justify="space-between" align="end" mb="sm">
        {kind === 'REGISTRY' || kind === 'UNKNOWN' ? (
          <p>{webhookWords.of(says.told, webhookWords.things[kind])}</p>
        ) : (
          <BucketSelect
            project={project}
            label={says.bucket}
            any={says.anyBucket}
            value={bucketName}
            onChange={(name, id) => {
              if (name === null) onChange({ ...subscription, resourceId: '', bucketName: null, kind: 'PROJECT' })
              else if (id !== null) onChange({ ...subscription, resourceId: id, bucketName: name, kind: 'BUCKET' })
            }}
          />
        )}
        {onRemove && (
          <Button size="xs" aria-label={`${says.remove}: ${number}`} onClick={onRemove}>
            {says.remove}
          </Button>
        )}
      </Group>
      <ActionChoices
        label={says.told}
        isSaid
        actions={subscription.actions}
        isOptional={others.length > 0}
        onChange={(actions) => {
          onChange({ ...subscription, actions })
        }}
      />
    </div>
  )
}
