import type { Change } from '../../context.ts'
import { recordEvent } from '../event/record-event.ts'
import { type EmailSubscription, emailSubscriptionFacts } from './email.ts'

/** Deletes an existing subscription. The calling code has checked who may do so. */
export async function removeEmailSubscription(change: Change, subscription: EmailSubscription): Promise<void> {
  const { tx } = change
  const [bucket] = subscription.bucketId === '' ? [] : await tx.buckets.findMany([subscription.bucketId])
  await tx.emailSubscriptions.delete(subscription.id)
  const payload = { emailSubscription: emailSubscriptionFacts(subscription, bucket?.name ?? '') }
  recordEvent(change, { kind: 'email-subscription.deleted', payload })
}
