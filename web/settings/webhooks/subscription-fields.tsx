// Of what one webhook is told, in one bucket or in all: each action with what it means.
import { Button, Checkbox, Group, Stack } from '@mantine/core'
import type { Project } from '../../asking/place.ts'
import { BucketSelect } from '../../parts/bucket-select.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { EVERYTHING, type SubscriptionForm } from './webhook-form.ts'

const says = webhookWords.fields
const actions = Object.entries(webhookWords.actions)

interface SubscriptionFieldsProps {
  readonly project: Project
  readonly subscription: SubscriptionForm
  /** Which one of several. */
  readonly number: number
  readonly onChange: (subscription: SubscriptionForm) => void
  /** Null of the only one. */
  readonly onRemove: (() => void) | null
}

export function SubscriptionFields({ project, subscription, number, onChange, onRemove }: SubscriptionFieldsProps) {
  const { kind, bucketName, others } = subscription
  const isEverything = subscription.actions.includes(EVERYTHING)
  const isNothing = subscription.actions.length + others.length === 0
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
      <Checkbox.Group
        aria-label={says.told}
        value={[...subscription.actions]}
        error={isNothing ? says.nothing : null}
        onChange={(chosen) => {
          onChange({ ...subscription, actions: chosen })
        }}
      >
        <Stack gap={6}>
          <Checkbox value={EVERYTHING} label={says.everything} />
          {actions.map(([action, meaning]) => (
            <Checkbox
              key={action}
              value={action}
              disabled={isEverything}
              label={
                <>
                  {meaning} <code className="quiet">{action}</code>
                </>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </div>
  )
}
