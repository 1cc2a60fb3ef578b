// Calls of every method of every port, in each way that makes a different statement, for data that years.ts has seeded.
import type { Version, VersionStatus } from '../../src/domain/catalog/version/version.ts'
import type { Organization, Project } from '../../src/domain/organization/organization.ts'
import type { Principal } from '../../src/domain/principal/principal.ts'
import type { EventsWithin } from '../../src/domain/record/event/event-store.ts'
import type { Ports } from '../../src/domain/store.ts'
import { aJob, aRegistry, aRevocation } from './arrange-lifecycle.ts'
import {
  aBucket,
  aBuild,
  aChannel,
  aKey,
  aLoginToken,
  anArtifact,
  anAssignment,
  anEvent,
  anOrganization,
  aPrincipal,
  aProject,
  aProvider,
  aVersion,
} from './arrange.ts'
import { askedOfAncestry } from './asked-of-ancestry.ts'
import { askedOfBuckets } from './asked-of-buckets.ts'
import { askedOfEmailSubscriptions } from './asked-of-email-subscriptions.ts'
import { askedOfStreams } from './asked-of-streams.ts'
import { askedOfImports } from './asked-of-imports.ts'
import { askedOfLedgers, askedOfProofs, askedOfSecrets, askedOfStubs } from './asked-of-ledgers.ts'
import { askedOfWebhooks } from './asked-of-webhooks.ts'
import { askedOfPeople } from './asked-of-people.ts'
import { askedOfSearch } from './asked-of-search.ts'
import { type Asked, down, pages, up } from './asked-pages.ts'
import { AT, known, SOON } from './years.ts'

/** The compiler requires every method. */
export type AskedOfPorts = {
  readonly [Port in keyof Ports]: {
    readonly [Method in keyof Ports[Port]]: Readonly<Record<string, Asked<Ports[Port]>>>
  }
}

const organization: Organization = anOrganization({ id: known.organization })
const project: Project = aProject(organization, { id: known.project })
const otherProject: Project = aProject(organization, { id: known.otherProject })
const bucket = aBucket(project, { id: known.bucket, name: known.bucketName })
const version: Version = aVersion(bucket, { id: known.version, fingerprint: known.fingerprint, sequence: 100 })
const build = aBuild(version, { id: known.build, artifacts: [anArtifact()] })
const channel = aChannel(bucket, { id: known.channel, name: known.channelName, version })
const principal: Principal = aPrincipal(organization, { id: known.principal })
const home = { organizationId: known.organization, projectId: known.project }
const boundProject = { type: 'project', id: known.project } as const

const silentBuild = { id: known.build, since: '2025', projectId: '', bucketName: '', fingerprint: '' }
const runTask = { apiId: 'fresh', hmacKey: 'key', onUntrackedImage: 'warn', updatedAt: AT } as const

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const FEW = 3
/** More than a batch of any kind. */
const MANY = 700
const MANY_BUCKETS = 400
const MANY_CHANNELS = 300
const bucketIds = (count: number) => numbers(count).map((number) => `bucket-${100000 + number}`)
const versionIds = (count: number) => numbers(count).map((number) => `version-${1000000 + number}`)
const channelIds = (count: number) => numbers(count).map((number) => `channel-${100000 + number}`)

const readAll = async (page: Promise<{ readonly items: AsyncIterable<unknown> }>): Promise<unknown> =>
  Array.fromAsync((await page).items)

const ofStatuses = (...statuses: readonly VersionStatus[]) => ({ bucketId: known.bucket, statuses, now: SOON })

const eventsByAge = (name: string) => ({ [name]: [[AT, 'event-1000501'], down('at')] as const })
const eventsOf = (bucketId: string | null) => ({ projectId: known.project, bucketId })
const auditOf = (given: Partial<EventsWithin>): EventsWithin => ({
  ...{ organizationId: known.organization, projectId: null, bucketId: null, from: null, to: null },
  ...given,
})
const everything = { fits: () => true, readsBeginning: false }
const bySearch = { fits: () => true, readsBeginning: true }
const inTime = { from: AT, to: SOON }

export const askedOfPorts: AskedOfPorts = {
  serverKey: {
    find: { key: (port) => port.find() },
    insert: { key: (port) => port.insert(Buffer.from('key')) },
  },
  organizations: {
    insertOrganization: { one: (port) => port.insertOrganization(anOrganization()) },
    insertProject: { one: (port) => port.insertProject(aProject(organization)) },
    lock: { one: (port) => port.lock(known.organization) },
    updateOrganization: { one: (port) => port.updateOrganization({ ...organization, id: known.organization }) },
    updateProject: { one: (port) => port.updateProject({ ...project, id: known.project }) },
    deleteProject: { one: (port) => port.deleteProject('project-none') },
    findProject: { one: (port) => port.findProject(known.project) },
    listOrganizations: { all: (port) => port.listOrganizations() },
    listProjects: { all: (port) => port.listProjects(known.organization) },
  },
  registries: {
    insert: { one: (port) => port.insert(aRegistry(project)) },
    find: { one: (port) => port.find(known.project) },
    lock: {
      alone: (port) => port.lock(known.project, 'alone'),
      shared: (port) => port.lock(known.project, 'shared'),
    },
    update: { one: (port) => port.update(aRegistry(project, { id: known.registry })) },
    delete: { one: (port) => port.delete(known.otherRegistry) },
  },
  ...askedOfBuckets,
  versions: {
    insert: { one: (port) => port.insert(aVersion(bucket)) },
    find: { one: (port) => port.find(known.smallBucket, known.fingerprint) },
    findServed: { one: (port) => port.findServed(known.project, known.smallBucketName, known.fingerprint) },
    findById: { one: (port) => port.findById(known.version) },
    findOutline: { one: (port) => port.findOutline(known.smallBucket, known.fingerprint) },
    findAroundBuild: {
      'a build': (port) => port.findAroundBuild(known.smallBucket, known.fingerprint, known.build),
      'no build': (port) => port.findAroundBuild(known.smallBucket, known.fingerprint, null),
    },
    findOutlines: {
      few: (port) => port.findOutlines(versionIds(FEW)),
      many: (port) => port.findOutlines(versionIds(MANY)),
    },
    listSummaries: {
      few: (port) => port.listSummaries(versionIds(FEW)),
      many: (port) => port.listSummaries(versionIds(MANY)),
    },
    read: {
      few: (port) => Array.fromAsync(port.read(versionIds(FEW))),
      many: (port) => Array.fromAsync(port.read(versionIds(MANY))),
    },
    readBrief: {
      few: (port) => Array.fromAsync(port.readBrief(versionIds(FEW))),
      many: (port) => Array.fromAsync(port.readBrief(versionIds(MANY))),
    },
    weigh: { few: (port) => port.weigh(versionIds(FEW)), many: (port) => port.weigh(versionIds(MANY)) },
    findLatest: {
      few: (port) => port.findLatest(bucketIds(FEW), SOON),
      many: (port) => port.findLatest(bucketIds(MANY_BUCKETS), SOON),
      'behind thousands that are revoked': (port) => port.findLatest([known.retiredBucket], SOON),
      'but some': (port) =>
        port.findLatest(
          bucketIds(FEW),
          SOON,
          numbers(MANY).map((sequence) => ({ id: known.version, bucketId: known.bucket, sequence })),
        ),
    },
    findNewest: {
      few: (port) => port.findNewest(bucketIds(FEW)),
      many: (port) => port.findNewest(bucketIds(MANY_BUCKETS)),
    },
    countNewer: {
      few: (port) => port.countNewer([{ bucketId: known.smallBucket, sequence: 1 }], SOON),
      many: (port) =>
        port.countNewer(
          bucketIds(MANY_BUCKETS).map((bucketId) => ({ bucketId, sequence: 1 })),
          SOON,
        ),
      'behind thousands that are revoked': (port) =>
        port.countNewer([{ bucketId: known.retiredBucket, sequence: 1 }], SOON),
    },
    locate: { one: (port) => port.locate(known.project, known.version) },
    newestCreatedAt: { one: (port) => port.newestCreatedAt(known.bucket) },
    locateSequence: { one: (port) => port.locateSequence(known.bucket, 101) },
    listDescendants: { many: (port) => port.listDescendants(known.base), few: (port) => port.listDescendants('none') },
    list: pages((port, page) => readAll(port.list(known.bucket, page)), {
      'by number': [[501, 'version-1000501'], down('sequence')],
      'by age': [[AT, 'version-1000501'], down('createdAt')],
      'by change': [[AT, 'version-1000501'], up('updatedAt')],
    }),
    listOutlines: pages((port, page) => readAll(port.listOutlines(known.bucket, page)), {
      'by number': [[501, 'version-1000501'], down('sequence')],
      'by age': [[AT, 'version-1000501'], down('createdAt')],
      'by change': [[AT, 'version-1000501'], up('updatedAt')],
    }),
    search: {
      ...pages((port, page) => port.search(ofStatuses(), page), {
        'by number': [[501, 'version-1000501'], down('sequence')],
        'by age': [[AT, 'version-1000501'], down('createdAt')],
      }),
      ...pages((port, page) => port.search(ofStatuses('failed', 'revoked'), page), {
        'by age, of some statuses': [[AT, 'version-1000501'], down('createdAt')],
      }),
    },
    countSearched: { few: (port) => port.countSearched(ofStatuses('active')) },
    update: { one: (port) => port.update(version) },
    delete: { one: (port) => port.delete(known.base) },
  },
  revocations: {
    insert: { one: (port) => port.insert(aRevocation(project, aVersion(bucket))) },
    find: { one: (port) => port.find(known.revocation) },
    findByVersion: { one: (port) => port.findByVersion(known.revokedVersion) },
    markApplied: { one: (port) => port.markApplied(known.revocation, AT) },
    delete: { one: (port) => port.delete(known.revocation) },
    listHeritable: { one: (port) => port.listHeritable(known.revokedVersion) },
    inherit: {
      few: (port) => port.inherit(known.revocation, versionIds(FEW)),
      many: (port) => port.inherit(known.revocation, versionIds(MANY)),
    },
    listHeirs: { all: (port) => port.listHeirs(known.revocation) },
    listCounting: {
      few: (port) => port.listCounting(versionIds(FEW)),
      many: (port) => port.listCounting(versionIds(MANY)),
    },
    releaseOrphaned: { one: (port) => port.releaseOrphaned(known.revokedVersion) },
  },
  ancestry: askedOfAncestry,
  builds: {
    insert: { one: (port) => port.insert({ ...build, id: 'fresh' }) },
    find: { one: (port) => port.find(known.version, known.build) },
    update: {
      whole: (port) => port.update(build, { ...build, artifacts: [anArtifact()] }),
      'a heartbeat': (port) => port.update(build, build),
    },
    delete: { one: (port) => port.delete(known.build) },
    list: { all: (port) => Array.fromAsync(port.list(known.version)) },
    read: {
      one: (port) => Array.fromAsync(port.read([known.build])),
      many: (port) => Array.fromAsync(port.read([known.build, ...numbers(MANY).map(String)])),
    },
    locate: { one: (port) => port.locate(known.project, known.build) },
    listSilent: {
      'without heartbeats': (port) => port.listSilent('heartbeatAt', SOON, null, 10),
      'without heartbeats, after': (port) => port.listSilent('heartbeatAt', SOON, silentBuild, 10),
      'without a word': (port) => port.listSilent('startedAt', SOON, null, 10),
      'without a word, after': (port) => port.listSilent('startedAt', SOON, silentBuild, 10),
    },
    searchArtifacts: {
      'by what they are called': (port) =>
        port.searchArtifacts(
          known.project,
          { externalIdentifier: known.externalIdentifier, platform: null, region: null },
          10,
        ),
      'of a platform and region': (port) =>
        port.searchArtifacts(
          known.project,
          { externalIdentifier: known.externalIdentifier, platform: 'aws', region: 'eu' },
          10,
        ),
    },
  },
  search: askedOfSearch,
  channels: {
    insert: { one: (port) => port.insert(aChannel(bucket, { name: 'fresh' })) },
    find: { one: (port) => port.find(known.project, known.bucketName, known.channelName) },
    findServed: { one: (port) => port.findServed(known.project, known.bucketName, known.channelName) },
    list: { all: (port) => port.list(known.bucket) },
    findListed: { one: (port) => port.findListed(known.bucket, known.channelName) },
    listByVersions: {
      few: (port) => port.listByVersions([version]),
      many: (port) => port.listByVersions(bucketIds(MANY_BUCKETS).map((bucketId) => ({ id: known.version, bucketId }))),
    },
    listNames: {
      few: (port) => port.listNames(versionIds(FEW)),
      many: (port) => port.listNames(versionIds(MANY)),
    },
    listManaged: {
      few: (port) => port.listManaged(bucketIds(FEW)),
      many: (port) => port.listManaged(bucketIds(MANY_BUCKETS)),
    },
    update: { one: (port) => port.update(channel) },
    assign: {
      few: (port) => port.assign([anAssignment(channel, { version })]),
      many: (port) => port.assign(channelIds(MANY_CHANNELS).map((id) => anAssignment({ ...channel, id }, { version }))),
    },
    listPrevious: {
      few: (port) => port.listPrevious(channelIds(FEW), SOON),
      many: (port) => port.listPrevious(channelIds(MANY_CHANNELS), SOON),
      'behind thousands that are revoked': (port) => port.listPrevious([known.retiredChannel], SOON),
      'but some': (port) => port.listPrevious([known.retiredChannel], SOON, new Set([known.version])),
    },
    delete: { one: (port) => port.delete('channel-100007') },
    listAssignments: pages((port, page) => readAll(port.listAssignments(known.channel, page)), {
      'by age': [[AT, 'assignment-1000501'], down('assignedAt')],
    }),
    listAssignmentOutlines: pages((port, page) => readAll(port.listAssignmentOutlines(known.channel, page)), {
      'by age': [[AT, 'assignment-1000501'], down('assignedAt')],
    }),
    countAssignments: { all: (port) => port.countAssignments('channel-100007') },
    listStanding: {
      few: (port) => port.listStanding(bucketIds(FEW)),
      many: (port) => port.listStanding(bucketIds(MANY_BUCKETS)),
    },
    count: { all: (port) => port.count(known.bucket) },
  },
  ...askedOfImports,
  principals: {
    insert: { one: (port) => port.insert(aPrincipal(organization)) },
    find: { one: (port) => port.find(known.principal) },
    findMany: { few: (port) => port.findMany([known.principal, 'nobody']) },
    findByName: {
      'in a project': (port) => port.findByName('service', home, known.principal),
      'in the organization': (port) => port.findByName('service', { ...home, projectId: null }, 'nobody'),
    },
    list: {
      all: (port) => port.list('service', home),
      'of the organization': (port) => port.list('group', { ...home, projectId: null }),
    },
    search: pages((port, page) => port.search(known.organization, page, ({ name }) => name.endsWith('7')), {
      'by age': [[AT, 'principal-100007'], up('createdAt')],
    }),
    update: { one: (port) => port.update({ ...principal, id: known.principal }) },
    delete: { one: (port) => port.delete(known.principal) },
    insertKey: { one: (port) => port.insertKey(aKey(principal)) },
    findKey: { one: (port) => port.findKey(known.client) },
    listKeys: { all: (port) => port.listKeys(known.principal) },
    deleteKey: { one: (port) => port.deleteKey(known.client) },
    insertToken: { one: (port) => port.insertToken({ hash: 'fresh', clientId: known.client, expiresAt: SOON }) },
    findToken: { one: (port) => port.findToken('hash-1000001') },
    insertLoginToken: { one: (port) => port.insertLoginToken(aLoginToken(principal)) },
    findLoginToken: { one: (port) => port.findLoginToken('login-1000001') },
    deleteExpiredTokens: { some: (port) => port.deleteExpiredTokens(SOON, 10) },
  },
  roles: {
    bind: { one: (port) => port.bind(boundProject, { role: 'admin', principalId: known.principal }) },
    list: { all: (port) => port.list(boundProject) },
    replace: { few: (port) => port.replace(boundProject, [{ role: 'admin', principalId: known.principal }]) },
    release: { all: (port) => port.release(known.principal) },
    listHeld: { all: (port) => port.listHeld(known.principal) },
  },
  groups: {
    add: { few: (port) => port.add(known.group, [known.principal]) },
    remove: { few: (port) => port.remove(known.group, [known.principal]) },
    listMembers: { all: (port) => port.listMembers(known.group) },
    listGroups: { all: (port) => port.listGroups(known.principal) },
    countMembers: { few: (port) => port.countMembers([known.group]) },
  },
  workloads: {
    insert: { one: (port) => port.insert(aProvider(principal)) },
    find: { one: (port) => port.find(known.principal, known.provider) },
    list: { all: (port) => port.list(known.principal) },
    update: { one: (port) => port.update(aProvider(principal, { id: known.provider })) },
    hold: { one: (port) => port.hold(known.provider) },
    delete: { one: (port) => port.delete(known.provider) },
  },
  ...askedOfPeople,
  ...askedOfWebhooks,
  streams: askedOfStreams,
  emailSubscriptions: askedOfEmailSubscriptions,
  events: {
    append: {
      few: (port) => port.append([anEvent(project)]),
      many: (port) => port.append(numbers(MANY).map(() => anEvent(project))),
    },
    find: { one: (port) => port.find('event-1000501') },
    findCompletion: { one: (port) => port.findCompletion(known.version) },
    list: pages((port, page) => port.list(known.project, page), eventsByAge('by age')),
    search: {
      ...pages((port, page) => port.search(eventsOf(null), page, () => true), eventsByAge('of a project')),
      ...pages((port, page) => port.search(eventsOf(known.bucket), page, () => true), eventsByAge('of a bucket')),
    },
    audit: {
      ...pages((port, page) => port.audit(auditOf({}), page, everything), eventsByAge('of all')),
      ...pages((port, page) => port.audit(auditOf(inTime), page, everything), eventsByAge('of all, in a time')),
      ...pages(
        (port, page) => port.audit(auditOf({ projectId: known.project }), page, bySearch),
        eventsByAge('of a project'),
      ),
      ...pages(
        (port, page) => port.audit(auditOf({ projectId: known.project, ...inTime }), page, everything),
        eventsByAge('of a project, in a time'),
      ),
      ...pages(
        (port, page) => port.audit(auditOf({ ...eventsOf(known.bucket), ...inTime }), page, bySearch),
        eventsByAge('of a bucket, in a time'),
      ),
    },
  },
  ledgers: askedOfLedgers,
  proofs: askedOfProofs,
  stubs: askedOfStubs,
  secrets: askedOfSecrets,
  operations: {
    insert: { one: (port) => port.insert({ id: 'fresh', projectId: known.project, createdAt: AT }) },
    find: { one: (port) => port.find(known.project, known.operation) },
    list: pages((port, page) => port.list(known.project, page), {
      'by age': [[AT, known.operation], down('createdAt')],
    }),
  },
  jobs: {
    insert: { one: (port) => port.insert(aJob()) },
    claim: { one: (port) => port.claim(['apply-revocation', 'cancel-silent-builds'], SOON, '2027', '2028') },
    bringForward: { one: (port) => port.bringForward('apply-revocation', 'subject-100001', AT, SOON) },
    nextRunAt: { one: (port) => port.nextRunAt(['apply-revocation']) },
    putOff: { one: (port) => port.putOff({ id: known.job, runAt: SOON, failures: 1, lastError: '' }) },
    delete: { one: (port) => port.delete(known.job) },
    withdraw: { one: (port) => port.withdraw('apply-revocation', 'subject-100001') },
    list: { some: (port) => port.list(10) },
  },
  runTasks: {
    insert: { one: (port) => port.insert({ ...runTask, projectId: known.project }) },
    find: { one: (port) => port.find(known.project) },
    findByApiId: { one: (port) => port.findByApiId(known.apiId) },
    update: { one: (port) => port.update({ ...runTask, projectId: otherProject.id }) },
  },
}
