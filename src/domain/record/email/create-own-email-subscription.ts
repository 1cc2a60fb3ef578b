import { authorize, authorizeBuckets } from '../../authorize.ts'
import { findBucket, makeChange } from '../../change.ts'
import type { Context } from '../../context.ts'
import { failedPrecondition, resourceExhausted, alreadyExists } from '../../errors.ts'
import type { Location } from '../../location.ts'
import { requireSelf } from '../../principal/user/person.ts'
import { recordEvent } from '../event/record-event.ts'
import {
  type Bundling,
  type EmailSubscription,
  emailSubscriptionFacts,
  isAddress,
  type MailSettings,
  MOST_SUBSCRIPTIONS,
  requireActions,
  requireMail,
} from './email.ts'
import type { NamedEmailSubscription } from './list-own-email-subscriptions.ts'

export interface CreateOwnEmailSubscription {
  readonly location: Location
  /** Empty for all buckets that the person may see. */
  readonly bucketName: string
  readonly actions: readonly string[]
  readonly bundling: Bundling
}

/**
 * Subscribes the calling person to e-mails about what happens from now on, sent to the address of their account. `failed_precondition`
 * where the registry sends no e-mail, or that account has no e-mail address; `already_exists` when the person is subscribed to that bucket
 * already; `resource_exhausted` when the person has reached the limit.
 */
export async function createOwnEmailSubscription(
  context: Context,
  { location, bucketName, actions, bundling }: CreateOwnEmailSubscription,
  mail: MailSettings,
): Promise<NamedEmailSubscription> {
  authorizeBuckets(context, 'bucket.get', location)
  if (bucketName !== '') authorize(context, 'bucket.get', { location, bucketName })
  const { principal, account } = await requireSelf(context, context.store)
  requireMail(mail)
  requireActions(actions)
  if (!isAddress(account.email))
    throw failedPrecondition(
      `"${account.email}", which you sign in with, is no e-mail address: nothing can be sent there`,
    )
  return makeChange(context, location, async (change) => {
    const { tx, now, newId } = change
    const bucketId = bucketName === '' ? '' : (await findBucket(tx, { location, bucketName })).id
    const own = await tx.emailSubscriptions.listOwn(principal.id, location.projectId)
    if (own.length >= MOST_SUBSCRIPTIONS)
      throw resourceExhausted(`you have ${MOST_SUBSCRIPTIONS} e-mail subscriptions here, as many as you may: end one`)
    const subscription: EmailSubscription = {
      id: newId(),
      principalId: principal.id,
      projectId: location.projectId,
      bucketId,
      actions: [...new Set(actions)],
      bundling,
      position: await tx.ledgers.end(location.projectId),
      sentAt: null,
      failure: '',
      failingSince: null,
      notBefore: now,
      createdAt: now,
    }
    if (!(await tx.emailSubscriptions.insert(subscription)))
      throw alreadyExists('e-mail subscription', bucketName === '' ? 'of all buckets' : bucketName)
    const payload = { emailSubscription: emailSubscriptionFacts(subscription, bucketName) }
    recordEvent(change, { kind: 'email-subscription.created', payload })
    return { subscription, bucketName }
  })
}
