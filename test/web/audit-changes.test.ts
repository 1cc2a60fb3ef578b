// What the pages show as changed by an entry of the audit log.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventKinds } from '../../src/domain/record/event/event-kinds.ts'
import { snaked } from '../../src/http/wire/snaked.ts'
import { auditGroups } from '../../web/audit/audit-kinds.ts'
import { changesIn, factsIn } from '../../web/audit/changes.ts'

const told = (kind: keyof typeof eventKinds, details: object) => {
  const entry = { kind, details: snaked(details) }
  return {
    changes: changesIn(entry).map(({ field, before, after }) => [field, before, after]),
    facts: Object.fromEntries(factsIn(entry)),
  }
}
const bucket = { id: 'b', name: 'web' }
const version = { id: 'v', fingerprint: 'one', name: 'v1', status: 'active', revocationMessage: '' }

test('each kind of entry is in one group that people ask for', () => {
  assert.deepEqual(Object.values(auditGroups).flat().sort(), Object.keys(eventKinds).sort())
})

test('what was before is set beside what is of the same thing, wherever that is told', () => {
  assert.deepEqual(told('bucket.updated', { bucket, description: 'new', previous: { description: 'old' } }), {
    changes: [['description', 'old', 'new']],
    facts: { 'bucket.id': 'b', 'bucket.name': 'web', description: 'new' },
  })
  // A version has a status as well.
  const build = { id: '1', status: 'done', platform: 'aws' }
  assert.deepEqual(told('build.updated', { bucket, version, build, previous: { status: 'running' } }).changes, [
    ['build.status', 'running', 'done'],
  ])
  const project = { id: 'p', name: 'images' }
  assert.deepEqual(
    told('project.updated', { project, description: 'same', previous: { name: 'default', description: 'same' } })
      .changes,
    [['project.name', 'default', 'images']],
  )
  const provider = { id: 'w', trust: { issuer: 'https://two.example', audiences: ['a', 'b'] } }
  assert.deepEqual(
    told('workload-identity-provider.updated', {
      servicePrincipal: { id: 's', name: 'ci' },
      provider,
      previous: { trust: { issuer: 'https://one.example', audiences: ['a', 'b'] } },
    }).changes,
    [['provider.trust.issuer', 'https://one.example', 'https://two.example']],
  )
  assert.deepEqual(
    told('channel.updated', { bucket, channel: { id: 'c', restricted: true }, previous: { restricted: false } })
      .changes,
    [['channel.restricted', 'false', 'true']],
  )
})

test('labels are told one by one, also those that are gone', () => {
  const labels = { os: 'ubuntu', team: 'web', kept: 'so' }
  assert.deepEqual(
    told('bucket.labels-updated', {
      bucket,
      updatedLabels: { os: 'debian', tier: 'front' },
      removedLabels: ['team'],
      previous: { labels },
    }).changes,
    [
      ['labels.os', 'ubuntu', 'debian'],
      ['labels.tier', null, 'front'],
      ['labels.team', 'web', null],
    ],
  )
  assert.deepEqual(told('bucket.labels-added', { bucket, newLabels: { os: 'ubuntu' } }).changes, [
    ['labels.os', null, 'ubuntu'],
  ])
})

test('of a channel it is told which version it left, and which it came to', () => {
  const channel = { id: 'c', name: 'production' }
  const next = { ...version, id: 'w', fingerprint: 'two', name: 'v2' }
  const assigned = told('channel.assigned', { bucket, channel, version: next, previousVersion: version })
  assert.deepEqual(assigned.changes, [
    ['version.id', 'v', 'w'],
    ['version.fingerprint', 'one', 'two'],
    ['version.name', 'v1', 'v2'],
  ])
  assert.equal(assigned.facts['channel.name'], 'production')
  const { changes } = told('channel.assigned', { bucket, channel, version: null, previousVersion: version })
  assert.deepEqual(changes.at(-1), ['version.status', 'active', null])
})

test('roles and members are told as who got and who lost them', () => {
  const binding = (name: string) => ({ role: 'viewer', principalId: '1', name })
  const resource = { type: 'project', id: 'p', label: 'project default' }
  assert.deepEqual(
    told('policy.updated', { resource, granted: [binding('ada'), binding('')], withdrawn: [binding('ci')] }).changes,
    [
      ['viewer', null, 'ada'],
      ['viewer', null, '1'],
      ['viewer', 'ci', null],
    ],
  )
  const group = { id: 'g', name: 'g', displayName: 'Platform' }
  assert.deepEqual(told('group.members-updated', { group, added: ['1'], removed: ['2'] }).changes, [
    ['member', null, '1'],
    ['member', '2', null],
  ])
})

test('what was made or deleted is told whole', () => {
  const labels = { os: 'ubuntu' }
  assert.deepEqual(told('bucket.created', { bucket, description: '', labels }), {
    changes: [
      ['bucket.id', null, 'b'],
      ['bucket.name', null, 'web'],
      ['labels.os', null, 'ubuntu'],
    ],
    facts: {},
  })
  assert.deepEqual(told('bucket.deleted', { bucket, description: 'x', labels: {} }).changes, [
    ['bucket.id', 'b', null],
    ['bucket.name', 'web', null],
    ['description', 'x', null],
  ])
})

test('that a secret is another one is told, and nothing of it', () => {
  const webhook = { id: 'w', name: 'hook', enabled: true }
  assert.deepEqual(
    told('webhook.updated', {
      webhook,
      previous: { ...webhook, enabled: false },
      hasNewAddress: false,
      hasNewToken: true,
    }).changes,
    [
      ['webhook.enabled', 'false', 'true'],
      ['token', null, 'a new one, not shown'],
    ],
  )
})

test('what is told in lists, deep down, or not at all breaks nothing', () => {
  const artifacts = [{ region: 'eu' }, { region: 'us' }]
  assert.deepEqual(told('version.completed', { bucket, version, builds: [{ id: '1', artifacts }] }).facts, {
    'bucket.id': 'b',
    'bucket.name': 'web',
    'version.id': 'v',
    'version.fingerprint': 'one',
    'version.name': 'v1',
    'version.status': 'active',
    'builds.0.id': '1',
    'builds.0.artifacts.0.region': 'eu',
    'builds.0.artifacts.1.region': 'us',
  })
  for (const details of [null, undefined, 'text', [1]]) {
    assert.deepEqual(changesIn({ kind: 'bucket.updated', details }), [])
    assert.deepEqual(factsIn({ kind: 'bucket.updated', details }), [])
  }
})
