// The webhooks of a painted registry, as a company would have them: one that works, one whose receiver is down, and a
// draft.
import { later } from '../../src/domain/clock.ts'
import { type Delivery, newDelivery } from '../../src/domain/record/delivery/delivery.ts'
import type { Client } from './client.ts'
import type { TestRegistry } from './registry.ts'

/** The delivery whose request and response can be inspected. */
export const GIVEN_UP_DELIVERY = '01JDDELIVERYGIVENUP0000000'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const source = 'hashicorp.packer.version'

type Scene = Pick<TestRegistry, 'store' | 'clock' | 'projectId'>

export async function paintWebhooks(admin: Client, scene: Scene): Promise<void> {
  const { bucket } = await admin.ok('PackerService_GetBucket', { params: { bucket_name: 'ubuntu-base' } })
  const events = (...actions: readonly string[]) => actions.map((action) => ({ action, source }))
  const drawn = [
    ['archive', 'Keeps all that ever happened', [{ resource_id: '', events: events('*') }]],
    [
      'pager',
      'Takes revoked images out of use, and builds children anew',
      [
        { resource_id: '', events: events('revoke', 'restore', 'schedule-revocation') },
        { resource_id: bucket.id as string, events: events('complete', 'assign') },
      ],
    ],
    ['status-page', '', [{ resource_id: '', events: events('revoke') }]],
  ] as const
  for (const [name, description, subscriptions] of drawn)
    await admin.ok('WebhookService_CreateWebhook', {
      params: { parent_resource_name: `project/${scene.projectId}` },
      body: {
        name,
        description,
        config: { url: `https://${name}.example.com/hooks/packer`, hmac_key: 'token' },
        subscriptions,
      },
    })
  await paintDeliveries(scene)
}

/** Inserts deliveries as a server leaves them that has sent all these. The next try is a day away. */
async function paintDeliveries({ store, clock, projectId }: Scene): Promise<void> {
  const now = clock.now()
  const pager = await store.webhooks.find(projectId, 'pager')
  const status = await store.webhooks.find(projectId, 'status-page')
  if (pager === undefined || status === undefined) throw new Error('there are no webhooks')
  const ended = (id: string, action: string, minutesAgo: number, given: Partial<Delivery>): Delivery => {
    const about = { action, bucketName: 'orders-db', versionName: 'v1', versionFingerprint: 'gone', channelName: '' }
    const at = later(now, -minutesAgo * MINUTE)
    const payload = {
      event_id: `packer.event:${id}`,
      event_action: action,
      event_source: source,
      event_payload: { bucket: { name: 'orders-db' }, version: { name: 'v1', status: 'REVOKED' } },
    }
    const headers = { 'Content-Type': 'application/json', 'User-Agent': 'Assay-Webhook' }
    return {
      ...newDelivery(id, { webhookId: pager.id, eventId: id, about, position: 1 }, later(at, -MINUTE)),
      ...{ tries: 1, request: { url: pager.url, headers, payload, sentAt: at }, endedAt: at },
      ...given,
    }
  }
  const refused = { status: 503, headers: { 'content-type': 'application/json' }, body: '{"error":"later"}' }
  const accepted = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'thank you' }
  const failure = 'answered with the status 503'
  const deliveries: readonly Delivery[] = [
    ended('01JDDELIVERYACCEPTED000000', 'revoke', 3000, { state: 'delivered', response: accepted }),
    ended(GIVEN_UP_DELIVERY, 'restore', 1500, { state: 'given-up', tries: 147, response: refused, failure }),
    ended('01JDDELIVERYSETASIDE000000', 'schedule-revocation', 90, {
      ...{ state: 'set-aside', tries: 8, endedAt: null, againAt: later(now, HOUR) },
      ...{ response: { ...refused, status: 400 }, failure: 'answered with the status 400' },
    }),
    ended('01JDDELIVERYWAITING0000000', 'revoke', 20, { tries: 12, endedAt: null, response: refused, failure }),
  ]
  await store.transaction(async (tx) => {
    await tx.deliveries.enqueue(deliveries, now)
    for (const delivery of deliveries) await tx.deliveries.update(delivery)
    for (const webhook of [pager, status]) await tx.webhooks.update({ ...webhook, enabled: true }, webhook)
    await tx.deliveries.claim(now, later(now, MINUTE), later(now, HOUR), [])
    await tx.deliveries.keep({ webhook: pager, until: later(now, MINUTE) }, later(now, MINUTE), deliveries[3]?.id ?? '')
    await tx.deliveries.release(pager.id, later(now, HOUR), true)
  })
}
