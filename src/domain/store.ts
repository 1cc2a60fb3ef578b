// All ports in one. A port lives beside the noun it stores; storage/ implements them once for every database.
import type { AncestryStore } from './ancestry/ancestry-store.ts'
import type { BucketStore } from './bucket/bucket-store.ts'
import type { BuildStore } from './build/build-store.ts'
import type { ChannelStore } from './channel/channel-store.ts'
import type { EventStore } from './event/event-store.ts'
import type { JobStore } from './job/job-store.ts'
import type { OperationStore } from './operation/operation-store.ts'
import type { OrganizationStore } from './organization/organization-store.ts'
import type { PrincipalStore } from './principal/principal-store.ts'
import type { RegistryStore } from './registry/registry-store.ts'
import type { RunTaskStore } from './run-task/run-task-store.ts'
import type { SbomStore } from './sbom/sbom-store.ts'
import type { ServerKeyStore } from './server-key-store.ts'
import type { RevocationStore } from './version/revocation-store.ts'
import type { VersionStore } from './version/version-store.ts'

export interface Ports {
  readonly serverKey: ServerKeyStore
  readonly organizations: OrganizationStore
  readonly registries: RegistryStore
  readonly buckets: BucketStore
  readonly versions: VersionStore
  readonly revocations: RevocationStore
  readonly ancestry: AncestryStore
  readonly builds: BuildStore
  readonly channels: ChannelStore
  readonly sboms: SbomStore
  readonly principals: PrincipalStore
  readonly events: EventStore
  readonly operations: OperationStore
  readonly jobs: JobStore
  readonly runTasks: RunTaskStore
}

export interface Store extends Ports {
  /**
   * Runs `work` so that all it writes becomes visible at once, or nothing does. `work` uses only the ports that it is
   * given (the outer ones throw inside it), waits for nothing outside the database, and may run more than once: the
   * database may ask for a repeat when two transactions cross.
   */
  transaction<Result>(work: (tx: Ports) => Promise<Result>): Promise<Result>
}
