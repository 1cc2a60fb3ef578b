// The rows of what follows ledgers: streams and e-mail subscriptions, in the form of schema.ts.
import type { Generated } from 'kysely'
import type { Bundling } from '../../domain/record/email/email.ts'
import type { StreamKind, StreamOrigin } from '../../domain/record/stream/stream.ts'

export interface StreamRow extends Record<
  'id' | 'organization_id' | 'name' | 'config' | 'secret' | 'failure' | `${'created' | 'updated'}_at`,
  string
> {
  project_id: string | null
  origin: StreamOrigin
  kind: StreamKind
  enabled: 0 | 1
  filter: string | null
  failing_since: string | null
  passed_by: number
  next_at: Generated<string | null>
  claimed_until: Generated<string | null>
}

/** How far a stream has come in a ledger. */
export type StreamBookmarkRow = Record<'stream_id' | 'ledger', string> & { position: number }

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
