import { isDeepStrictEqual } from 'node:util'
import { authorize } from '../../authorize.ts'
import { changeRegistry } from '../../change.ts'
import { nowAfter } from '../../clock.ts'
import type { Change, Context } from '../../context.ts'
import { alreadyExists, failedPrecondition } from '../../errors.ts'
import { requireResourceName } from '../../require-length.ts'
import { recordEvent } from '../event/record-event.ts'
import type { WebhookParts } from './create-webhook.ts'
import { overviewOf, type WebhookOverview } from './get-webhook.ts'
import { requireResources, requireWebhook, type WebhookRef } from './require-webhook.ts'
import { verifyWebhook } from './verify-webhook.ts'
import { knownSecret, storedSecret } from '../../organization/stored-secret.ts'
import {
  requireKnownEvents,
  requireTerms,
  requireToken,
  type Webhook,
  webhookFacts,
  type WebhookTerms,
} from './webhook.ts'

/** What is absent stays as it is. */
export interface WebhookChanges extends Partial<WebhookTerms> {
  /** A new one, as it is; empty for none from now on. */
  readonly token?: string
}

export interface UpdateWebhook extends WebhookRef {
  readonly changes: WebhookChanges
}

/**
 * Changes a webhook. One that is enabled afterwards, and was not or sends elsewhere, otherwise signed or in another format, is verified first. That
 * waits for the receiver, and holds nothing meanwhile: `failed_precondition` when somebody else has changed what was verified.
 */
export async function updateWebhook(
  context: Context,
  { changes: { token, ...changes }, ...ref }: UpdateWebhook,
  { cipher, sendTo, plainHttp }: WebhookParts,
): Promise<WebhookOverview> {
  authorize(context, 'webhook.update', ref.location)
  const seen = await requireWebhook(context.store, ref)
  const wanted = { ...seen, ...changes }
  // One whose address this server no longer sends to can be disabled, and changed while it is.
  requireTerms(wanted, { plainHttp: plainHttp || (!wanted.enabled && wanted.url === seen.url) })
  if (token !== undefined) requireToken(token)
  const isOther = token !== undefined || wanted.url !== seen.url || wanted.format !== seen.format || !seen.enabled
  const isVerified = wanted.enabled && isOther
  if (wanted.enabled) requireKnownEvents(wanted.subscriptions)
  // Things go that a webhook is subscribed to: it may stay so, and be changed all the same.
  if (wanted.enabled && (changes.subscriptions !== undefined || !seen.enabled))
    await requireResources(context.store, ref.location, wanted.subscriptions)
  if (isVerified) {
    const known = token ?? knownSecret(cipher, seen.token, seen.id)
    await verifyWebhook({ url: wanted.url, format: wanted.format, token: known }, sendTo, context.newId())
  }
  return changeRegistry(context, 'webhook.update', 'alone', ref.location, async (change) => {
    const before = await requireWebhook(change.tx, ref)
    const isAsSeen = before.id === seen.id && before.url === seen.url && before.token === seen.token
    if (!isAsSeen || before.enabled !== seen.enabled || before.format !== seen.format)
      throw failedPrecondition(
        `webhook "${ref.name}" was changed by somebody else meanwhile: look at it, and try again`,
      )
    const changed = { ...before, ...changes }
    if (token !== undefined) changed.token = storedSecret(cipher, token, before.id)
    // Whoever has mended it does not wait for pauses that were made before.
    if (isVerified) await change.tx.deliveries.wake(before.id, change.now)
    return rewrite(change, before, changed)
  })
}

/** Gives a webhook another name, and so another resource name. `already_exists` when the project has one of that name. */
export async function renameWebhook(
  context: Context,
  { newName, ...ref }: WebhookRef & { readonly newName: string },
): Promise<WebhookOverview> {
  authorize(context, 'webhook.update', ref.location)
  requireResourceName('name', newName)
  return changeRegistry(context, 'webhook.update', 'alone', ref.location, async (change) => {
    const before = await requireWebhook(change.tx, ref)
    const other = await change.tx.webhooks.find(ref.location.projectId, newName)
    if (other !== undefined && other.id !== before.id) throw alreadyExists('webhook', newName)
    return rewrite(change, before, { ...before, name: newName })
  })
}

async function rewrite(change: Change, before: Webhook, changed: Webhook): Promise<WebhookOverview> {
  if (isDeepStrictEqual(before, changed)) return overviewOf(change.tx, before)
  const webhook = { ...changed, updatedAt: nowAfter(change.now, before.updatedAt) }
  await change.tx.webhooks.update(webhook, before)
  recordEvent(change, {
    kind: 'webhook.updated',
    payload: {
      webhook: webhookFacts(webhook),
      previous: webhookFacts(before),
      hasNewAddress: webhook.url !== before.url,
      hasNewToken: webhook.token !== before.token,
    },
  })
  return overviewOf(change.tx, webhook)
}
