// The acts of event-per-change.test.ts that call the use cases of webhooks.
import type { Context } from '../../../../src/domain/context.ts'
import type { Location } from '../../../../src/domain/location.ts'
import { secretCipher } from '../../../../src/domain/organization/secret-cipher.ts'
import { aboutEvent, newDelivery } from '../../../../src/domain/record/delivery/delivery.ts'
import { sendAgain, sendFailedAgain } from '../../../../src/domain/record/delivery/send-again.ts'
import { createWebhook } from '../../../../src/domain/record/webhook/create-webhook.ts'
import { deleteWebhook } from '../../../../src/domain/record/webhook/delete-webhook.ts'
import type { WebhookTerms } from '../../../../src/domain/record/webhook/webhook.ts'
import { renameWebhook, updateWebhook } from '../../../../src/domain/record/webhook/update-webhook.ts'
import { TEST_SECRET_KEYS } from '../../../support/test-config.ts'

interface Scene {
  readonly context: Context
  readonly location: Location
}
type Act = (scene: Scene) => Promise<unknown>

const parts = {
  plainHttp: false,
  cipher: secretCipher([...TEST_SECRET_KEYS]),
  sendTo: async ({ url }: { readonly url: string }) => ({
    sent: { url, headers: {}, payload: {} },
    answer: { status: 200, headers: {}, body: '' },
  }),
}
const terms: WebhookTerms = {
  description: '',
  enabled: true,
  url: 'https://hooks.example.com',
  format: 'hcp',
  subscriptions: [],
}

const create = ({ context, location }: Scene, name: string) =>
  createWebhook(context, { location, name, terms, token: 'token' }, parts)

export const webhookActs: Readonly<Record<string, Act>> = {
  createWebhook: (scene) => create(scene, 'fresh'),
  updateWebhook: ({ context, location }) =>
    updateWebhook(context, { location, name: 'known', changes: { description: 'pager' } }, parts),
  renameWebhook: ({ context, location }) => renameWebhook(context, { location, name: 'known', newName: 'renamed' }),
  sendAgain: async (scene) =>
    sendAgain(scene.context, { location: scene.location, name: 'known', id: await givenUp(scene) }),
  sendFailedAgain: ({ context, location }) =>
    sendFailedAgain(context, { location, name: 'known', since: '2001-01-01T00:00:00.000Z' }),
  deleteWebhook: ({ context, location }) => deleteWebhook(context, { location, name: 'known' }),
}

const DELIVERY = 'given-up'
const NOTHING = aboutEvent({ kind: 'version.created', action: 'create', payload: {} })

/** Creates a webhook with a delivery that was given up. */
export async function arrangeWebhook(scene: Scene): Promise<void> {
  const { store, clock, newId } = scene.context
  const { id: webhookId } = await create(scene, 'known')
  const now = clock.now()
  const delivery = newDelivery(newId(), { webhookId, eventId: newId(), about: NOTHING, position: 1 }, now)
  await store.transaction(async ({ deliveries }) => {
    await deliveries.enqueue([delivery], now)
    await deliveries.update({ ...delivery, state: DELIVERY, endedAt: now })
  })
}

async function givenUp({ context: { store }, location }: Scene): Promise<string> {
  const webhook = await store.webhooks.find(location.projectId, 'known')
  const [delivery] = await store.deliveries.listGivenUp(webhook?.id ?? '', '', 1)
  return delivery?.id ?? ''
}
