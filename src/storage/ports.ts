// Puts the ports together over one connection: the outer one, or a transaction's.
import type { Kysely } from 'kysely'
import type { Ports } from '../domain/store.ts'
import { bucketStore } from './bucket/bucket-store.ts'
import { channelStore } from './channel/channel-store.ts'
import type { Capabilities } from './engine/dialect.ts'
import { eventStore } from './record/event-store.ts'
import { jobStore } from './record/job-store.ts'
import { ledgerStore } from './record/ledger-store.ts'
import { proofStore } from './record/proof-store.ts'
import { secretStore } from './record/secret-store.ts'
import { stubStore } from './record/stub-store.ts'
import { browserLoginStore } from './principal/browser-login-store.ts'
import { groupStore } from './principal/group-store.ts'
import { identityStore } from './principal/identity-store.ts'
import { organizationStore, serverKeyStore } from './principal/organization-store.ts'
import { principalStore } from './principal/principal-store.ts'
import { roleStore } from './principal/role-store.ts'
import { workloadStore } from './principal/workload-store.ts'
import { operationStore, registryStore, runTaskStore } from './registry-store.ts'
import { invitationStore, sessionStore, userStore } from './principal/user-store.ts'
import { importStore } from './import-store.ts'
import { sbomStore } from './sbom-store.ts'
import type { Schema } from './schema.ts'
import { deliveryStore } from './record/delivery-store.ts'
import { streamStore } from './record/stream-store.ts'
import { emailSubscriptionStore } from './record/email-subscription-store.ts'
import { webhookStore } from './record/webhook-store.ts'
import { ancestryStore } from './version/edges/ancestry-store.ts'
import { buildStore } from './version/build-store.ts'
import { documentsFor } from './version/documents.ts'
import { revocationStore } from './version/revocation-store.ts'
import { searchStore } from './version/search-store.ts'
import { versionStore } from './version/version-store.ts'

export function portsFor(capabilities: Capabilities): (db: Kysely<Schema>) => Ports {
  const documents = documentsFor(capabilities)
  const registries = registryStore(capabilities)
  const buckets = bucketStore(capabilities)
  const versions = versionStore(documents, capabilities)
  const builds = buildStore(documents)
  const revocations = revocationStore(capabilities)
  const search = searchStore(capabilities)
  const channels = channelStore(documents, capabilities)
  const ancestry = ancestryStore(capabilities)
  const imports = importStore(capabilities)
  const ledgers = ledgerStore(capabilities)
  const stubs = stubStore(capabilities)
  const deliveries = deliveryStore(capabilities)
  const streams = streamStore(capabilities)
  const emailSubscriptions = emailSubscriptionStore(capabilities)
  return (db) => ({
    serverKey: serverKeyStore(db),
    organizations: organizationStore(db),
    registries: registries(db),
    buckets: buckets(db),
    versions: versions(db),
    revocations: revocations(db),
    ancestry: ancestry(db),
    builds: builds(db),
    search: search(db),
    channels: channels(db),
    sboms: sbomStore(db),
    imports: imports(db),
    principals: principalStore(db),
    roles: roleStore(db),
    groups: groupStore(db),
    workloads: workloadStore(db),
    users: userStore(db),
    sessions: sessionStore(db),
    invitations: invitationStore(db),
    browserLogins: browserLoginStore(db),
    identities: identityStore(db),
    events: eventStore(db),
    ledgers: ledgers(db),
    proofs: proofStore(db),
    stubs: stubs(db),
    secrets: secretStore(db),
    operations: operationStore(db),
    jobs: jobStore(db, capabilities),
    runTasks: runTaskStore(db),
    webhooks: webhookStore(db, capabilities),
    deliveries: deliveries(db),
    streams: streams(db),
    emailSubscriptions: emailSubscriptions(db),
  })
}
