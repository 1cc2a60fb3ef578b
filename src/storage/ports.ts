// Sums the ports over one connection: the outer one, or a transaction's.
import type { Kysely } from 'kysely'
import type { Ports } from '../domain/store.ts'
import { ancestryStore } from './ancestry-store.ts'
import { bucketStore } from './bucket-store.ts'
import { buildStore } from './build-store.ts'
import { channelStore } from './channel-store.ts'
import type { Capabilities } from './dialect.ts'
import { eventStore } from './event-store.ts'
import { jobStore } from './job-store.ts'
import { operationStore } from './operation-store.ts'
import { organizationStore } from './organization-store.ts'
import { principalStore } from './principal-store.ts'
import { registryStore } from './registry-store.ts'
import { revocationStore } from './revocation-store.ts'
import { runTaskStore } from './run-task-store.ts'
import { sbomStore } from './sbom-store.ts'
import type { Schema } from './schema.ts'
import { serverKeyStore } from './server-key-store.ts'
import { documentsFor } from './documents.ts'
import { versionStore } from './version-store.ts'

export function portsFor(capabilities: Capabilities): (db: Kysely<Schema>) => Ports {
  const documents = documentsFor(capabilities)
  const registries = registryStore(capabilities)
  const buckets = bucketStore(capabilities)
  const versions = versionStore(documents, capabilities)
  const builds = buildStore(documents)
  const revocations = revocationStore(capabilities)
  const channels = channelStore(documents, capabilities)
  const events = eventStore()
  const ancestry = ancestryStore()
  return (db) => ({
    serverKey: serverKeyStore(db),
    organizations: organizationStore(db),
    registries: registries(db),
    buckets: buckets(db),
    versions: versions(db),
    revocations: revocations(db),
    ancestry: ancestry(db),
    builds: builds(db),
    channels: channels(db),
    sboms: sbomStore(db),
    principals: principalStore(db),
    events: events(db),
    operations: operationStore(db),
    jobs: jobStore(db, capabilities),
    runTasks: runTaskStore(db),
  })
}
