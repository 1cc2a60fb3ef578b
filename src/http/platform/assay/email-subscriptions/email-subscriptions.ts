// The email subscriptions of users. unsubscribe.ts has the addresses by which the mails themselves end a subscription.
import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import { createOwnEmailSubscription } from '../../../../domain/record/email/create-own-email-subscription.ts'
import { deleteOwnEmailSubscription } from '../../../../domain/record/email/delete-own-email-subscription.ts'
import type { Bundling, MailSettings } from '../../../../domain/record/email/email.ts'
import {
  listOwnEmailSubscriptions,
  type NamedEmailSubscription,
} from '../../../../domain/record/email/list-own-email-subscriptions.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { locationOf } from '../../../wire/view.ts'
import type { Out } from '../version-in-short.ts'

const bundlingOut = { soon: 'SOON', hourly: 'HOURLY', daily: 'DAILY' } as const satisfies Record<
  Bundling,
  Out<'EmailBundling'>
>
const bundlingIn = { SOON: 'soon', HOURLY: 'hourly', DAILY: 'daily' } as const satisfies Record<
  Out<'EmailBundling'>,
  Bundling
>

const subscriptionOut = ({ subscription, bucketName }: NamedEmailSubscription): Out<'EmailSubscription'> => ({
  id: subscription.id,
  bucket_id: subscription.bucketId,
  bucket_name: bucketName,
  actions: [...subscription.actions],
  bundling: bundlingOut[subscription.bundling],
  last_sent_at: subscription.sentAt,
  failure: subscription.failure,
  created_at: subscription.createdAt,
})

export const emailSubscriptionHandlers = (mail: MailSettings) =>
  ({
    async AssayService_ListOwnEmailSubscriptions({ params }, context) {
      const found = await listOwnEmailSubscriptions(context, locationOf(params), mail)
      return { email_subscriptions: found.map(subscriptionOut) }
    },
    async AssayService_CreateOwnEmailSubscription({ params, body }, context) {
      const { bucket_name: bucketName = '', actions = [], bundling = 'SOON' } = body
      const wanted = { location: locationOf(params), bucketName, actions, bundling: bundlingIn[bundling] }
      return { email_subscription: subscriptionOut(await createOwnEmailSubscription(context, wanted, mail)) }
    },
    async AssayService_DeleteOwnEmailSubscription({ params }, context) {
      await deleteOwnEmailSubscription(context, { location: locationOf(params), id: params.subscription_id })
      return {}
    },
  }) satisfies Handlers<
    Operations,
    | 'AssayService_ListOwnEmailSubscriptions'
    | 'AssayService_CreateOwnEmailSubscription'
    | 'AssayService_DeleteOwnEmailSubscription'
  >
