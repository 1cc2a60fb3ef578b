import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { inProject, type Project } from '../asking/place.ts'
import { useChange } from '../asking/use-change.ts'
import { BucketSelect } from '../parts/bucket-select.tsx'
import { Confirmation } from '../parts/confirmation.tsx'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { EVERYTHING, ActionChoices } from '../parts/action-choices.tsx'
import { emailWords } from '../words/email-words.ts'

const says = emailWords.making

type Bundling = Answer<Operations['AssayService_ListOwnEmailSubscriptions']>['email_subscriptions'][number]['bundling']
const bundlings = Object.entries(emailWords.bundlings) as [Bundling, string][]

interface NewEmailSubscriptionProps {
  readonly project: Project
  readonly onClose: () => void
}

export function NewEmailSubscription({ project, onClose }: NewEmailSubscriptionProps) {
  const [bucket, setBucket] = useState<string | null>(null)
  const [actions, setActions] = useState<readonly string[]>(['complete', 'revoke', 'assign'])
  const [bundling, setBundling] = useState<Bundling>('SOON')
  const change = useChange('AssayService_CreateOwnEmailSubscription')
  const told = actions.includes(EVERYTHING) ? [EVERYTHING] : [...actions]
  const request = { params: inProject(project), body: { bucket_name: bucket ?? '', actions: told, bundling } }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        if (told.length > 0) change.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <div>
        <BucketSelect
          project={project}
          label={says.bucket}
          any={says.anyBucket}
          value={bucket}
          onChange={(name) => {
            setBucket(name)
          }}
        />
        <p className="quiet">{says.bucketSays}</p>
      </div>
      <ActionChoices label={says.told} actions={actions} onChange={setActions} />
      <Radio.Group
        label={says.bundling}
        value={bundling}
        onChange={(value) => {
          setBundling(value)
        }}
      >
        <Stack gap="xs" mt="xs">
          {bundlings.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <EquivalentCall operation="AssayService_CreateOwnEmailSubscription" request={request} />
    </Confirmation>
  )
}
