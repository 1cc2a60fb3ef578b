import { authorizeBuckets, isAllowed } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import type { Location } from '../../location.ts'
import { requireSelf } from '../../principal/user/person.ts'
import { type EmailSubscription, type MailSettings, requireMail } from './email.ts'

export interface NamedEmailSubscription {
  readonly subscription: EmailSubscription
  /** Empty for all buckets, and for a bucket that was deleted or that the person may no longer see. */
  readonly bucketName: string
}

/** Lists the e-mail subscriptions of the calling person in the project, the oldest first. */
export async function listOwnEmailSubscriptions(
  context: Context,
  location: Location,
  mail: MailSettings,
): Promise<readonly NamedEmailSubscription[]> {
  authorizeBuckets(context, 'bucket.get', location)
  const { principal } = await requireSelf(context, context.store)
  requireMail(mail)
  const own = await context.store.emailSubscriptions.listOwn(principal.id, location.projectId)
  const buckets = await context.store.buckets.findMany(own.map(({ bucketId }) => bucketId).filter((id) => id !== ''))
  return own.map((subscription) => {
    const bucket = buckets.find(({ id }) => id === subscription.bucketId)
    const isSeen = bucket !== undefined && isAllowed(context, 'bucket.get', { location, bucketName: bucket.name })
    return { subscription, bucketName: isSeen ? bucket.name : '' }
  })
}
