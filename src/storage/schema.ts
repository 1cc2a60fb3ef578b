// The tables as the database has them: one row type per table, snake_case. Ids and instants are text, booleans 0 or 1,
// JSON is text, bytes are bytes, so that the same SQL serves every database. Codecs (query/table.ts) give rows their meaning.
import type { Generated } from 'kysely'
import type { BuildStatus } from '../domain/catalog/build/build.ts'
import type { SbomFormat } from '../domain/catalog/sbom/sbom.ts'
import type { TemplateType } from '../domain/catalog/version/version.ts'
import type { Actor, LoginGrant, PrincipalKind } from '../domain/principal/principal.ts'
import type { ResourceType, Role } from '../domain/principal/role/role.ts'
import type { EventAction, EventKind, EventSubject } from '../domain/record/event/event-kinds.ts'
import type { DeliveryState } from '../domain/record/delivery/delivery.ts'
import type { WebhookFormat } from '../domain/record/webhook/webhook.ts'
import type { JobKind } from '../domain/record/job/job.ts'
import type { FeatureTier } from '../domain/registry/registry.ts'
import type { UntrackedImage } from '../domain/registry/run-task.ts'
import type { EmailSubscriptionRow, StreamBookmarkRow, StreamRow } from './record/follower-rows.ts'
import type { LedgerRows } from './record/ledger-rows.ts'

export type Flag = 0 | 1
export type Json = string

export interface ChannelRow {
  id: string
  bucket_id: string
  name: string
  author_id: string
  managed: Flag
  restricted: Flag
  version_id: string | null
  created_at: string
  updated_at: string
}

type TextOfEvent =
  | 'id'
  | 'at'
  | 'description'
  | 'actor_id'
  | 'actor_name'
  | 'address'
  | 'request_id'
  | `${'project' | 'bucket' | 'version'}_id`
export interface EventRow extends Record<TextOfEvent, string> {
  /** Empty where the server that wrote the event did not know of kinds. */
  kind: EventKind | ''
  /** Empty where there is none, like the project's id. */
  organization_id: string
  subject: EventSubject
  action: EventAction
  actor_type: Actor['type']
  payload: Json
}

/** Connects two versions of one project, and is deleted with either. The buckets follow from them, and are stored for look-ups. */
export interface VersionEdgeRow {
  /** The id of the first build that names it. */
  id: string
  child_version_id: string
  child_bucket_id: string
  parent_version_id: string
  parent_bucket_id: string
  /** Empty when the project had no such channel. The channel may have been deleted since. */
  channel_id: string
  created_at: string
}

export interface Schema extends LedgerRows {
  server_key: { id: number; key: Uint8Array }
  organization: { id: string; name: string; created_at: string }
  project: {
    id: string
    organization_id: string
    name: string
    description: string
    created_at: string
  }
  registry: {
    id: string
    project_id: string
    feature_tier: FeatureTier
    activated: Flag
    created_at: string
    updated_at: string
  }
  bucket: {
    id: string
    project_id: string
    name: string
    description: string
    labels: Json
    version_count: number
    last_sequence: number
    created_at: string
    updated_at: string
  } & { deleted_at: Generated<string | null>; newest_at: Generated<string> }
  version: {
    id: string
    bucket_id: string
    fingerprint: string
    template_type: TemplateType
    /** 0 until the version is complete: pages are cut by this column, and databases disagree on where null sorts. */
    sequence: number
    author_id: string
    created_at: string
    updated_at: string
  }
  build: {
    id: string
    version_id: string
    component_type: string
    status: BuildStatus
    platform: string
    packer_run_uuid: string
    labels: Json
    source_external_identifier: string
    parent_version_id: string
    parent_channel_id: string
    metadata: Json | null
    heartbeat_at: string | null
    started_at: string | null
    created_at: string
    updated_at: string
  } & { weight: Generated<number | null>; vcs_commit: Generated<string | null> }
  artifact: {
    id: string
    build_id: string
    /** The artifact's position among those of its build. */
    position: number
    external_identifier: string
    region: string
    created_at: string
  }
  channel: ChannelRow
  channel_assignment: {
    id: string
    channel_id: string
    version_id: string | null
    author_id: string
    assigned_at: string
  }
  sbom: {
    id: string
    build_id: string
    name: string
    format: SbomFormat
    created_at: string
    document: Uint8Array
  }
  principal: {
    id: string
    kind: PrincipalKind
    organization_id: string
    project_id: string | null
    name: string
    display_name: string
    description: string
    created_at: string
    disabled_at: string | null
  }
  service_principal_key: { client_id: string; principal_id: string; secret_hash: string; created_at: string }
  role_binding: { resource_type: ResourceType; resource_id: string; role: Role; principal_id: string }
  group_member: { group_id: string; principal_id: string }
  access_token: { hash: string; client_id: string; expires_at: string }
  workload_identity_provider: {
    id: string
    principal_id: string
    name: string
    description: string
    trust: Json
    conditional_access: string
    created_at: string
    updated_at: string
  }
  login_token: {
    hash: string
    principal_id: string
    grant_kind: LoginGrant['kind']
    grant_id: string
    expires_at: string
  }
  user_account: Record<'id' | 'organization_id' | 'email' | 'created_at', string> &
    Record<'password_hash' | 'one_time_secret' | 'second_factor_since', string | null> & { used_step: number | null }
  recovery_code: Record<'principal_id' | 'hash', string>
  session: Record<'hash' | 'id' | 'principal_id' | `${'created' | 'seen' | 'expires'}_at` | 'address' | 'agent', string>
  invitation: Record<'id' | 'organization_id' | 'hash' | 'created_at' | 'expires_at', string> &
    Record<'email' | 'inviter_id' | 'renews_id' | 'accepted_at', string | null> & { role: Role | null }
  browser_login: Record<'id' | 'principal_id' | 'client_id' | 'created_at' | 'expires_at', string>
  login_secret: Record<'hash' | 'login_id' | 'expires_at', string> &
    Record<'redirect_uri' | 'challenge' | 'used_at', string | null>
  identity: Record<'issuer' | 'subject' | 'principal_id' | 'created_at', string>
  event: EventRow
  operation: { id: string; project_id: string; created_at: string }
  revocation: {
    id: string
    project_id: string
    version_id: string
    bucket_id: string
    bucket_name: string
    fingerprint: string
    sequence: number
    at: string
    message: string
    author: string
    include_descendants: Flag
    rollback_channels: Flag
    applied_at: string | null
    created_at: string
  }
  inherited_revocation: Record<'version_id' | 'revocation_id', string>
  version_edge: VersionEdgeRow
  job: {
    id: string
    kind: JobKind
    subject: string
    run_at: string
    failures: number
    last_error: string
    claimed_until: string | null
    created_at: string
  }
  run_task: {
    project_id: string
    api_id: string
    hmac_key: string
    on_untracked_image: UntrackedImage
    updated_at: string
  }
  webhook: Record<
    'id' | 'project_id' | 'name' | 'description' | 'url' | 'token' | `${'created' | 'updated'}_at`,
    string
  > & {
    enabled: Flag
    format: WebhookFormat
    subscriptions: Json
    next_at: Generated<string | null>
    paused: Generated<Flag>
    claimed_until: Generated<string | null>
    last_delivery_id: Generated<string | null>
    failing_since: string | null
    position: Generated<number>
  }
  webhook_delivery: Record<'id' | 'webhook_id' | 'event_id' | 'failure' | 'created_at', string> &
    Record<'position' | 'tries', number> &
    Record<'request' | 'response' | 'again_at' | 'ended_at', string | null> & { state: DeliveryState; about: Json }
  email_subscription: EmailSubscriptionRow
  stream: StreamRow
  stream_bookmark: StreamBookmarkRow
  /** The marks of buckets and projects, by their ids. Only triggers write them. */
  mark: Record<'subject' | 'value', string>
}
