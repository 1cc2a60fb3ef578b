// The rows of e-mail subscriptions, as schema.ts has rows.
import type { Generated } from 'kysely'
import type { Bundling } from '../../domain/record/email/email.ts'

export interface EmailSubscriptionRow extends Record<
  'id' | 'principal_id' | 'project_id' | 'bucket_id' | 'actions' | 'failure' | 'not_before' | 'created_at',
  string
> {
  bundling: Bundling
  position: number
  sent_at: string | null
  failing_since: string | null
  enabled: Generated<0 | 1>
  next_at: Generated<string | null>
  claimed_until: Generated<string | null>
}
