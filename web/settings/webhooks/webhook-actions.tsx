// The actions on a webhook.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Permits } from '../../asking/permissions.ts'
import type { Project } from '../../asking/place.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { ChangeWebhook } from './change-webhook.tsx'
import { TestWebhook } from './test-webhook.tsx'
import { type Webhook, type WebhookOverview, webhookPath, webhooksPath } from './webhook.ts'

interface WebhookActionsProps {
  readonly project: Project
  readonly permits: Permits
  readonly webhook: Webhook
  readonly overview: WebhookOverview
}

type Asked = 'testing' | 'changing' | 'renaming' | 'switching' | 'deleting'

export function WebhookActions({ permits, ...props }: WebhookActionsProps) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => {
    setAsked(null)
  }
  const buttons = {
    testing: webhookWords.testing.button,
    switching: props.webhook.enabled ? webhookWords.disabling.button : webhookWords.enabling.button,
    changing: webhookWords.changing.button,
    renaming: webhookWords.renaming.button,
    deleting: webhookWords.deleting.button,
  } as const satisfies Record<Asked, string>
  return (
    <>
      {Object.entries(buttons).map(([name, title]) => (
        <PermittedButton
          key={name}
          permits={permits}
          permission={name === 'deleting' ? 'webhook.webhooks.delete' : 'webhook.webhooks.update'}
          onClick={() => {
            setAsked(name as Asked)
          }}
        >
          {title}
        </PermittedButton>
      ))}
      {asked === 'testing' && <TestWebhook project={props.project} overview={props.overview} onClose={close} />}
      {asked === 'changing' && <ChangeWebhook {...props} onClose={close} />}
      {asked === 'renaming' && <Renaming {...props} onClose={close} />}
      {asked === 'switching' && <Switching {...props} onClose={close} />}
      {asked === 'deleting' && <Deletion {...props} onClose={close} />}
    </>
  )
}

interface AskedProps extends Omit<WebhookActionsProps, 'permits'> {
  readonly onClose: () => void
}

function Switching({ webhook, overview, onClose }: AskedProps) {
  const says = webhook.enabled ? webhookWords.disabling : webhookWords.enabling
  const params = { resource_name: webhook.resource_name }
  const body = { update_mask: 'enabled', webhook: { enabled: !webhook.enabled } }
  return (
    <ConfirmedChange
      operation="WebhookService_UpdateWebhook"
      request={{ params, body }}
      title={says.title}
      action={says.action}
      onClose={onClose}
    >
      <p>{says.says(overview.host)}</p>
    </ConfirmedChange>
  )
}

function Renaming({ project, webhook, overview, onClose }: AskedProps) {
  const navigate = useNavigate()
  const [name, setName] = useState(overview.name)
  const says = webhookWords.renaming
  return (
    <ConfirmedChange
      operation="WebhookService_UpdateWebhookName"
      request={{ params: { resource_name: webhook.resource_name }, body: { name } }}
      title={says.title}
      action={says.action(name)}
      onDone={() => {
        onClose()
        void navigate(webhookPath(project, name), { replace: true })
      }}
      onClose={onClose}
    >
      <TextInput
        label={webhookWords.fields.name}
        description={webhookWords.fields.nameHint}
        value={name}
        required
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          setName(value)
        }}
      />
      <p>{says.says}</p>
    </ConfirmedChange>
  )
}

function Deletion({ project, webhook, overview, onClose }: AskedProps) {
  const says = webhookWords.deleting
  return (
    <ConfirmedChange
      operation="WebhookService_DeleteWebhook"
      request={{ params: { resource_name: webhook.resource_name } }}
      title={says.title}
      action={says.action(overview.name)}
      typed={overview.name}
      leadsTo={webhooksPath(project)}
      onClose={onClose}
    >
      <p>{says.says(overview.host, overview.waiting_count + overview.set_aside_count)}</p>
    </ConfirmedChange>
  )
}
