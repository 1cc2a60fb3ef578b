// All ports in one. A port lives beside the noun it stores; storage/ implements them once for every database.
import type { AncestryStore } from './catalog/ancestry/ancestry-store.ts'
import type { BucketStore } from './catalog/bucket/bucket-store.ts'
import type { BuildStore } from './catalog/build/build-store.ts'
import type { ChannelStore } from './catalog/channel/channel-store.ts'
import type { ImportStore } from './catalog/import-record/import-store.ts'
import type { RevocationStore } from './catalog/revocation/revocation-store.ts'
import type { SearchStore } from './catalog/search/search-store.ts'
import type { SbomStore } from './catalog/sbom/sbom-store.ts'
import type { VersionStore } from './catalog/version/version-store.ts'
import type { OrganizationStore } from './organization/organization-store.ts'
import type { SecretStore } from './organization/secret-store.ts'
import type { ServerKeyStore } from './organization/server-key-store.ts'
import type { BrowserLoginStore } from './principal/browser-login/browser-login-store.ts'
import type { GroupStore } from './principal/group/group-store.ts'
import type { IdentityStore } from './principal/identity/identity-store.ts'
import type { InvitationStore } from './principal/invitation/invitation-store.ts'
import type { PrincipalStore } from './principal/principal-store.ts'
import type { RoleStore } from './principal/role/role-store.ts'
import type { WorkloadStore } from './principal/workload/workload-store.ts'
import type { SessionStore, UserStore } from './principal/user/user-store.ts'
import type { EmailSubscriptionStore } from './record/email/email-subscription-store.ts'
import type { EventStore } from './record/event/event-store.ts'
import type { JobStore } from './record/job/job-store.ts'
import type { LedgerStore } from './record/ledger/ledger-store.ts'
import type { ProofStore } from './record/ledger/proof-store.ts'
import type { StubStore } from './record/ledger/stub-store.ts'
import type { OperationStore } from './record/operation/operation-store.ts'
import type { DeliveryStore } from './record/delivery/delivery-store.ts'
import type { StreamStore } from './record/stream/stream-store.ts'
import type { WebhookStore } from './record/webhook/webhook-store.ts'
import type { RegistryStore } from './registry/registry-store.ts'
import type { RunTaskStore } from './registry/run-task-store.ts'

export interface Ports {
  readonly serverKey: ServerKeyStore
  readonly organizations: OrganizationStore
  readonly registries: RegistryStore
  readonly buckets: BucketStore
  readonly versions: VersionStore
  readonly revocations: RevocationStore
  readonly ancestry: AncestryStore
  readonly builds: BuildStore
  readonly search: SearchStore
  readonly channels: ChannelStore
  readonly sboms: SbomStore
  readonly imports: ImportStore
  readonly principals: PrincipalStore
  readonly roles: RoleStore
  readonly groups: GroupStore
  readonly workloads: WorkloadStore
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly invitations: InvitationStore
  readonly browserLogins: BrowserLoginStore
  readonly identities: IdentityStore
  readonly events: EventStore
  readonly ledgers: LedgerStore
  readonly proofs: ProofStore
  readonly stubs: StubStore
  readonly secrets: SecretStore
  readonly operations: OperationStore
  readonly jobs: JobStore
  readonly runTasks: RunTaskStore
  readonly webhooks: WebhookStore
  readonly deliveries: DeliveryStore
  readonly streams: StreamStore
  readonly emailSubscriptions: EmailSubscriptionStore
}

export interface Store extends Ports {
  /**
   * Runs `work` so that everything it writes becomes visible at once, or nothing does. `work` uses only the ports that it
   * gets (the outer ones throw inside it), waits for nothing outside the database, and may run more than once: the
   * database may require a retry when two transactions conflict.
   */
  transaction<Result>(work: (tx: Ports) => Promise<Result>): Promise<Result>
}
