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

/** Absent properties are left unchanged. */
export interface WebhookChanges extends Partial<WebhookTerms> {
  /** The new token, in plain text; empty to remove the token. */
  readonly token?: string
}

export interface UpdateWebhook extends WebhookRef {
  readonly changes: WebhookChanges
}

/**
 * Updates a webhook. If it will be enabled, and was disabled or gets another address, token or format, its receiver is verified first.
 * Verification waits for the receiver without holding a lock: `failed_precondition` when another caller changes what was verified
 * meanwhile.
 */
export async function updateWebhook(
  context: Context,
  { changes: { token, ...changes }, ...ref }: UpdateWebhook,
  { cipher, sendTo, plainHttp }: WebhookParts,
): Promise<WebhookOverview> {
  authorize(context, 'webhook.update', ref.location)
  const seen = await requireWebhook(context.store, ref)
  const wanted = { ...seen, ...changes }
  // A webhook whose address this server no longer sends to can still be disabled, and changed while it is disabled.
  requireTerms(wanted, { plainHttp: plainHttp || (!wanted.enabled && wanted.url === seen.url) })
  if (token !== undefined) requireToken(token)
  const isOther = token !== undefined || wanted.url !== seen.url || wanted.format !== seen.format || !seen.enabled
  const isVerified = wanted.enabled && isOther
  if (wanted.enabled) requireKnownEvents(wanted.subscriptions)
  // A resource that the webhook subscribes to may be deleted: the subscription may stay, and the other settings can still be changed.
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
    // The receiver may just have been repaired: end the backoff of earlier failures.
    if (isVerified) await change.tx.deliveries.wake(before.id, change.now)
    return rewrite(change, before, changed)
  })
}

/** Renames a webhook, which changes its resource name. `already_exists` when another webhook of the project has that name. */
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
