// Calls of the ledger port; see asked-of-ports.ts.
import type { LedgerStore } from '../../src/domain/record/ledger/ledger-store.ts'
import type { ProofStore } from '../../src/domain/record/ledger/proof-store.ts'
import { unproved } from '../../src/domain/record/ledger/proof.ts'
import type { SecretStore } from '../../src/domain/organization/secret-store.ts'
import type { Stub } from '../../src/domain/record/ledger/stub.ts'
import type { StubStore } from '../../src/domain/record/ledger/stub-store.ts'
import type { Asked } from './asked-pages.ts'
import { AT, known } from './years.ts'

const ROOM = { events: 200, bytes: 1000 }
const MANY = 200

const head = (ledger: string) => ({
  ledger,
  organizationId: known.organization,
  position: 1,
  hash: 'hash',
  sealedAt: AT,
})
const places = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...head('fresh'), position: index + 1, eventId: `fresh-${index}` }))

export const askedOfLedgers: {
  readonly [Method in keyof LedgerStore]: Readonly<Record<string, Asked<LedgerStore>>>
} = {
  hold: { all: (port) => port.hold() },
  isWaiting: { one: (port) => port.isWaiting() },
  listWaiting: { some: (port) => port.listWaiting(ROOM) },
  isOurs: { all: (port) => port.isOurs() },
  findHeads: {
    one: (port) => port.findHeads([known.project]),
    many: (port) => port.findHeads(Array.from({ length: MANY }, (_, index) => `project-${100001 + index}`)),
  },
  seal: {
    one: (port) => port.seal(places(1), [head('fresh')], []),
    many: (port) => port.seal(places(MANY), [head('fresh'), head(known.project)], ['gone']),
    'what is gone': (port) => port.seal([], [], ['gone']),
  },
  after: { some: (port) => port.after(known.project, 1000, ROOM) },
  head: { one: (port) => port.head(known.project) },
  listHeads: { some: (port) => port.listHeads(known.project, 100) },
  tell: { one: (port) => port.tell(head(known.project), AT) },
  nextLedger: { first: (port) => port.nextLedger(''), next: (port) => port.nextLedger(known.project) },
  trace: { some: (port) => port.trace(known.project, 1000, ROOM) },
  end: { project: (port) => port.end(known.project) },
  countWaiting: {
    project: (port) => port.countWaiting({ organizationId: known.organization, projectId: known.project }, 1000),
    organization: (port) => port.countWaiting({ organizationId: known.organization, projectId: null }, 1000),
  },
}

export const askedOfProofs: {
  readonly [Method in keyof ProofStore]: Readonly<Record<string, Asked<ProofStore>>>
} = {
  find: { one: (port) => port.find(known.project) },
  save: { old: (port) => port.save(unproved(known.project)), fresh: (port) => port.save(unproved('fresh')) },
  findMisplaced: { some: (port) => port.findMisplaced('event-1000501', 500) },
}

const stub: Stub = {
  ...head(known.project),
  ...{ count: 1, firstAt: AT, lastAt: AT, prunedAt: AT, keyId: 'key', signature: '' },
}
const kept = { versionId: 'fresh', bucketId: known.bucket, ledger: known.project, builds: [] }

export const askedOfStubs: {
  readonly [Method in keyof StubStore]: Readonly<Record<string, Asked<StubStore>>>
} = {
  find: { one: (port) => port.find(known.project) },
  listOfOtherKeys: { some: (port) => port.listOfOtherKeys('key', known.project, 100) },
  put: { old: (port) => port.put(stub), fresh: (port) => port.put({ ...stub, ledger: 'fresh' }) },
  prune: { some: (port) => port.prune(stub, ['event-1000001']) },
  keepBuilds: { one: (port) => port.keepBuilds([kept]) },
  findBuilds: { one: (port) => port.findBuilds(known.version) },
  forgetBuilds: {
    'of versions': (port) => port.forgetBuilds({ versionIds: [known.version], bucketIds: [], ledgers: [] }),
    'of all': (port) => port.forgetBuilds({ versionIds: [], bucketIds: [known.bucket], ledgers: [known.project] }),
  },
}

const secret = { id: 'webhook-100001', encrypted: 'secret' }

export const askedOfSecrets: {
  readonly [Method in keyof SecretStore]: Readonly<Record<string, Asked<SecretStore>>>
} = {
  list: {
    'of webhooks': (port) => port.list('webhook', secret.id, 100),
    'of streams': (port) => port.list('stream', known.stream, 100),
  },
  replace: {
    'of a webhook': (port) => port.replace('webhook', secret, 'other'),
    'of a stream': (port) => port.replace('stream', { ...secret, id: known.stream }, 'other'),
  },
}
