import { useState } from 'react'
import type { Project } from '../../asking/place.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { isOfReceiver, WebhookFields } from './webhook-fields.tsx'
import { changesOf, formOf, isComplete, TOKEN_SHOWN } from './webhook-form.ts'
import type { Webhook, WebhookOverview } from './webhook.ts'

const says = webhookWords.changing

interface ChangeWebhookProps {
  readonly project: Project
  readonly webhook: Webhook
  readonly overview: WebhookOverview
  readonly onClose: () => void
}

export function ChangeWebhook({ project, webhook, overview, onClose }: ChangeWebhookProps) {
  const [before] = useState(() => formOf(webhook, overview))
  const [form, setForm] = useState(before)
  const change = useChange('WebhookService_UpdateWebhook', { isForgotten: true })
  const params = { resource_name: webhook.resource_name }
  const body = changesOf(form, before)
  const isSame = body.update_mask === ''
  const shown = form.token ? changesOf({ ...form, token: TOKEN_SHOWN }, before) : body
  return (
    <Confirmation
      title={says.title}
      action={says.action(form.name)}
      isPending={change.isPending}
      error={isOfReceiver(change.error) ? null : change.error}
      onConfirm={() => {
        if (isSame) onClose()
        else if (isComplete(form)) change.mutate({ params, body }, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <WebhookFields
        project={project}
        form={form}
        onName={null}
        isSigned={overview.signed}
        error={change.error}
        onChange={setForm}
      />
      {isSame ? (
        <p className="quiet">{says.nothing}</p>
      ) : (
        <EquivalentCall operation="WebhookService_UpdateWebhook" request={{ params, body: shown }} />
      )}
    </Confirmation>
  )
}
