import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Project } from '../../asking/place.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { isOfReceiver, WebhookFields } from './webhook-fields.tsx'
import { bodyOf, isComplete, newWebhook, parentOf, TOKEN_SHOWN } from './webhook-form.ts'
import { webhookPath } from './webhook.ts'

const says = webhookWords.making

interface NewWebhookProps {
  readonly project: Project
  readonly onClose: () => void
}

export function NewWebhook({ project, onClose }: NewWebhookProps) {
  const navigate = useNavigate()
  const [form, setForm] = useState(newWebhook)
  const change = useChange('WebhookService_CreateWebhook', { isForgotten: true })
  const params = parentOf(project)
  const shown = form.token === null ? form : { ...form, token: TOKEN_SHOWN }
  return (
    <Confirmation
      title={says.title}
      action={says.action(form.name)}
      isPending={change.isPending}
      error={isOfReceiver(change.error) ? null : change.error}
      onConfirm={() => {
        if (!isComplete(form)) return
        change.mutate(
          { params, body: bodyOf(form) },
          {
            onSuccess: () => {
              onClose()
              void navigate(webhookPath(project, form.name))
            },
          },
        )
      }}
      onClose={onClose}
    >
      <WebhookFields
        project={project}
        form={form}
        onName={(name) => {
          setForm({ ...form, name })
        }}
        error={change.error}
        onChange={setForm}
      />
      <EquivalentCall operation="WebhookService_CreateWebhook" request={{ params, body: bodyOf(shown) }} />
    </Confirmation>
  )
}
