import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../domain/clock.ts'
import type { EmailSubscriptionStore } from '../../domain/record/email/email-subscription-store.ts'
import type { Bundling, EmailSubscription } from '../../domain/record/email/email.ts'
import type { Capabilities } from '../engine/capabilities.ts'
import { asGiven } from '../query/given.ts'
import { codecOf, json, table } from '../query/table.ts'
import type { Schema } from '../schema.ts'
import { claimsOf } from './claims.ts'

const subscriptions = table(
  'email_subscription',
  codecOf<EmailSubscription>()(
    [
      ...(['id', 'principalId', 'projectId', 'bucketId', 'actions', 'bundling', 'position'] as const),
      ...(['sentAt', 'failure', 'failingSince', 'notBefore', 'createdAt'] as const),
    ],
    { actions: json<readonly string[]>() },
  ),
)

const byBundling = ({ soon, hourly, daily }: Readonly<Record<Bundling, Instant>>) =>
  sql<Instant>`case bundling when 'hourly' then ${hourly} when 'daily' then ${daily} else ${soon} end`

export function emailSubscriptionStore(capabilities: Capabilities): (db: Kysely<Schema>) => EmailSubscriptionStore {
  const { isAmong } = capabilities
  const claims = claimsOf('email_subscription', subscriptions, capabilities)
  return (db) => ({
    insert: (subscription) => subscriptions.insertNew(db, subscription, 'principal_id', 'project_id', 'bucket_id'),
    find: (id) => subscriptions.find(db, { id }),
    listOwn: (principalId, projectId) => subscriptions.list(db, { principal_id: principalId, project_id: projectId }),
    async delete(id) {
      await db.deleteFrom('email_subscription').where('id', '=', id).execute()
    },
    async wake(projectIds, times) {
      const at = byBundling(times)
      await db
        .updateTable('email_subscription')
        // Subscriptions that are due already as well: the worker that has claimed one waits for this update before it checks
        // whether anything is left.
        .set({ next_at: sql`coalesce(next_at, case when not_before > ${at} then not_before else ${at} end)` })
        .where(isAmong('project_id', asGiven(projectIds)))
        .execute()
    },
    async claim(now, until, latest) {
      const subscription = await claims.claim(db, { now, until, latest })
      return subscription && { subscription, until }
    },
    async bringForward(now, latest) {
      await db
        .updateTable('email_subscription')
        .set({ next_at: now })
        .where('next_at', '>', now)
        .where('next_at', '>', byBundling(latest))
        .execute()
    },
    nextAt: () => claims.nextAt(db),
    keep: ({ subscription: { id }, until: held }, until) => claims.keep(db, { id, held }, until),
    async release(id, nextAt, { position, sentAt, failure, failingSince, notBefore }) {
      await db
        .updateTable('email_subscription')
        .set({
          ...{ claimed_until: null, next_at: nextAt, position, sent_at: sentAt },
          ...{ failure, failing_since: failingSince, not_before: notBefore },
        })
        .where('id', '=', id)
        .execute()
    },
  })
}
