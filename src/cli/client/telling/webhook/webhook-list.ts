import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'

export const webhookList: RunClient = async ({ client, output, now }) => {
  const { webhooks } = await client.call('AssayService_ListWebhookOverviews', {})
  const isFailing = ({ last_delivery: last }: (typeof webhooks)[number]) => last !== null && last.failure !== ''
  await output.list(webhooks, {
    columns: [
      { title: 'name', text: ({ name }) => name },
      { title: 'host', text: ({ host }) => host },
      {
        title: 'status',
        text: (webhook) => (webhook.enabled ? (isFailing(webhook) ? 'failing' : 'enabled') : 'off'),
        tone: (webhook) => (webhook.enabled ? (isFailing(webhook) ? 'bad' : 'good') : 'quiet'),
      },
      { title: 'waiting', text: ({ waiting_count: count }) => numberOrNothing(count) },
      { title: 'set aside', text: ({ set_aside_count: count }) => numberOrNothing(count) },
      { title: 'given up', text: ({ given_up_count: count }) => numberOrNothing(count), tone: () => 'bad' },
      {
        title: 'last tried',
        text: ({ last_delivery: last }) => (last?.tried_at ? fromNow(last.tried_at, now) : ''),
        tone: () => 'quiet',
      },
    ],
    name: ({ name }) => name,
    none: 'no webhooks in this project: create one on the web pages, or with hcp_notifications_webhook in Terraform',
  })
}

const numberOrNothing = (count: number): string => (count === 0 ? '' : String(count))
