// The one list of migrations, oldest first by name. Append only: released databases remember these names.
import type { Migration } from 'kysely/migration'
import type { Capabilities } from '../engine/dialect.ts'
import { createRegistryTables } from './0001-registry.ts'
import { addLifecycle } from './0002-lifecycle.ts'
import { addEdges } from './0003-edges.ts'
import { watchBuildsAndPutBucketsOutOfSight } from './0004-silence-and-deletion.ts'
import { nameVersionsInEvents } from './0005-events-by-version.ts'
import { orderHeirs } from './0006-heirs-in-order.ts'
import { weighBuilds } from './0007-weights-of-builds.ts'
import { kindsOfEvents } from './0008-kinds-of-events.ts'
import { markWhatIsShown } from './0009-marks.ts'
import { kindsOfPrincipals } from './0010-kinds-of-principals.ts'
import { rolesAndGroups } from './0011-roles-and-groups.ts'
import { people } from './0012-people.ts'
import { workloadIdentityProviders } from './0013-workload-identity-providers.ts'
import { browserLogins } from './0014-browser-logins.ts'
import { identities } from './0015-identities.ts'
import { namesByKind } from './0016-names-by-kind.ts'
import { invitationsByEmail } from './0017-invitations-by-email.ts'
import { principalsByAge } from './0018-principals-by-age.ts'
import { listBucketsByNewest } from './0019-newest-at.ts'
import { search } from './0020-search.ts'
import { eventsByBucket } from './0021-events-by-bucket.ts'
import { ledgers } from './0022-ledgers.ts'
import { webhooks } from './0023-webhooks.ts'
import { eventsWithRequests } from './0024-events-with-requests.ts'
import { streams } from './0025-streams.ts'
import { formatsOfWebhooks } from './0027-formats-of-webhooks.ts'
import { proofsAndStubs } from './0029-proofs-and-stubs.ts'
import { whatDeliveriesTellOf } from './0030-what-deliveries-tell-of.ts'
import { deliveriesSetAside } from './0031-deliveries-set-aside.ts'
import { failingReceivers } from './0032-failing-receivers.ts'
import { emailSubscriptions } from './0033-email-subscriptions.ts'
import { eventsWaitInOrder } from './0034-events-wait-in-order.ts'
import { webhooksBeginAtAPosition } from './0036-webhooks-begin-at-a-position.ts'
import { deliveriesByWebhookAlone } from './0037-deliveries-by-webhook-alone.ts'

export const migrationsFor = (capabilities: Capabilities): Record<string, Migration> => ({
  '0001-registry': createRegistryTables(capabilities),
  '0002-lifecycle': addLifecycle(capabilities),
  '0003-edges': addEdges(capabilities),
  '0004-silence-and-deletion': watchBuildsAndPutBucketsOutOfSight(capabilities),
  '0005-events-by-version': nameVersionsInEvents(capabilities),
  '0006-heirs-in-order': orderHeirs(),
  '0007-weights-of-builds': weighBuilds(),
  '0008-kinds-of-events': kindsOfEvents(capabilities),
  '0009-marks': markWhatIsShown(capabilities),
  '0010-kinds-of-principals': kindsOfPrincipals(capabilities),
  '0011-roles-and-groups': rolesAndGroups(capabilities),
  '0012-people': people(capabilities),
  '0013-workload-identity-providers': workloadIdentityProviders(capabilities),
  '0014-browser-logins': browserLogins(capabilities),
  '0015-identities': identities(capabilities),
  '0016-names-by-kind': namesByKind(),
  '0017-invitations-by-email': invitationsByEmail(capabilities),
  '0018-principals-by-age': principalsByAge(),
  '0019-newest-at': listBucketsByNewest(capabilities),
  '0020-search': search(capabilities),
  '0021-events-by-bucket': eventsByBucket(),
  '0022-ledgers': ledgers(capabilities),
  '0023-webhooks': webhooks(capabilities),
  '0024-events-with-requests': eventsWithRequests(capabilities),
  '0025-streams': streams(capabilities),
  '0027-formats-of-webhooks': formatsOfWebhooks(capabilities),
  '0029-proofs-and-stubs': proofsAndStubs(capabilities),
  '0030-what-deliveries-tell-of': whatDeliveriesTellOf(capabilities),
  '0031-deliveries-set-aside': deliveriesSetAside(capabilities),
  '0032-failing-receivers': failingReceivers(capabilities),
  '0033-email-subscriptions': emailSubscriptions(capabilities),
  '0034-events-wait-in-order': eventsWaitInOrder(capabilities),
  '0036-webhooks-begin-at-a-position': webhooksBeginAtAPosition(),
  '0037-deliveries-by-webhook-alone': deliveriesByWebhookAlone(),
})
