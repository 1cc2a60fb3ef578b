import { authorize } from '../../authorize.ts'
import { changeRegistry } from '../../change.ts'
import type { Context } from '../../context.ts'
import { alreadyExists, resourceExhausted } from '../../errors.ts'
import type { SecretCipher } from '../../organization/secret-cipher.ts'
import { requireResourceName } from '../../require-length.ts'
import { recordEvent } from '../event/record-event.ts'
import type { SendTo } from './receiver.ts'
import { requireResources, type WebhookRef } from './require-webhook.ts'
import { verifyWebhook } from './verify-webhook.ts'
import { storedSecret } from '../../organization/stored-secret.ts'
import {
  type AddressRules,
  requireKnownEvents,
  requireTerms,
  requireToken,
  type Webhook,
  webhookFacts,
  type WebhookTerms,
} from './webhook.ts'

export interface CreateWebhook extends WebhookRef {
  readonly terms: WebhookTerms
  /** The key that signs the webhook's messages; empty to send them unsigned. */
  readonly token: string
}

export interface WebhookParts extends AddressRules {
  readonly cipher: SecretCipher
  readonly sendTo: SendTo
}

/** The most webhooks that a project may have: every event is matched against all of them. */
const MOST_OF_ONE = 100

/**
 * Creates a webhook. If it is to be enabled, its receiver is verified first. `already_exists` when the project has a webhook of that name,
 * `resource_exhausted` when the project has reached its limit.
 */
export async function createWebhook(
  context: Context,
  { location, name, terms, token }: CreateWebhook,
  { cipher, sendTo, plainHttp }: WebhookParts,
): Promise<Webhook> {
  authorize(context, 'webhook.create', location)
  requireResourceName('name', name)
  requireTerms(terms, { plainHttp })
  requireToken(token)
  const { store } = context
  if (await store.webhooks.find(location.projectId, name)) throw alreadyExists('webhook', name)
  if (terms.enabled) {
    requireKnownEvents(terms.subscriptions)
    await requireResources(store, location, terms.subscriptions)
    await verifyWebhook({ url: terms.url, format: terms.format, token }, sendTo, context.newId())
  }
  return changeRegistry(context, 'webhook.create', 'alone', location, async (change) => {
    const { tx, now, newId } = change
    if ((await tx.webhooks.count(location.projectId)) >= MOST_OF_ONE)
      throw resourceExhausted(
        `project ${location.projectId} has ${MOST_OF_ONE} webhooks, as many as it may: delete one, or subscribe one to more`,
      )
    const id = newId()
    const made = {
      id,
      projectId: location.projectId,
      name,
      ...terms,
      failingSince: null,
      createdAt: now,
      updatedAt: now,
    }
    const webhook: Webhook = { ...made, token: storedSecret(cipher, token, id) }
    if (!(await tx.webhooks.insert(webhook))) throw alreadyExists('webhook', name)
    recordEvent(change, { kind: 'webhook.created', payload: { webhook: webhookFacts(webhook) } })
    return webhook
  })
}
