import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { listAncestry } from '../../../../src/domain/catalog/ancestry/list-ancestry.ts'
import { createBucket } from '../../../../src/domain/catalog/bucket/create-bucket.ts'
import { createBuild } from '../../../../src/domain/catalog/build/create-build.ts'
import { getBucket } from '../../../../src/domain/catalog/bucket/get-bucket.ts'
import { getChannel, listChannelHistory } from '../../../../src/domain/catalog/channel/get-channel.ts'
import { updateChannel } from '../../../../src/domain/catalog/channel/update-channel.ts'
import type { ImportRecord } from '../../../../src/domain/catalog/import-record/import-record.ts'
import { importRecords } from '../../../../src/domain/catalog/import-record/import-records.ts'
import { restoreVersion } from '../../../../src/domain/catalog/revocation/restore-version.ts'
import { listSboms } from '../../../../src/domain/catalog/sbom/get-sbom.ts'
import { createVersion } from '../../../../src/domain/catalog/version/create-version.ts'
import { getVersion } from '../../../../src/domain/catalog/version/get-version.ts'
import { nameOf, statusOf } from '../../../../src/domain/catalog/version/version.ts'
import type { Context } from '../../../../src/domain/context.ts'
import { DomainError } from '../../../../src/domain/errors.ts'
import { createRegistry } from '../../../../src/domain/registry/create-registry.ts'
import { at, newId, storedProject } from '../../../storage/arrange.ts'
import { databases } from '../../../support/databases.ts'
import { bucketRecord, buildRecord, channelRecord, registryElsewhere, versionRecord } from './registry-elsewhere.ts'

const NOW = at(1_000_000)
const oldestFirst = { size: null, order: [{ field: 'assignedAt', descending: false }], edge: null } as const
const newest = { size: null, order: [{ field: 'createdAt', descending: true }], edge: null } as const

for (const database of databases())
  describe(`an import on ${database.name}`, () => {
    async function scene(role: 'admin' | 'contributor' = 'admin') {
      const store = await database.open()
      const { organization, project } = await storedProject(store)
      const location = { organizationId: organization.id, projectId: project.id }
      const actorOf = (held: typeof role) =>
        ({ type: 'service', id: 'mover', name: 'mover', roles: [{ ...location, role: held }] }) as const
      const admin: Context = { actor: actorOf('admin'), store, clock: { now: () => NOW }, newId }
      await createRegistry(admin, { location, featureTier: 'plus' })
      const context = { ...admin, actor: actorOf(role) }
      const bring = async (...records: readonly ImportRecord[]) => {
        const outcomes = await importRecords(context, { location, source: 'elsewhere', records })
        return outcomes.map(({ outcome, message }) => (message === '' ? outcome : `${outcome}: ${message}`))
      }
      const ubuntu = { location, bucketName: 'ubuntu' }
      const version = (bucketName: string, fingerprint: string) =>
        getVersion(context, { location, bucketName, fingerprint })
      return { store, context, location, ubuntu, bring, version, [Symbol.asyncDispose]: () => store.close() }
    }

    test('brings all that a registry shows as it is there', async () => {
      await using it = await scene()
      const outcomes = await it.bring(...registryElsewhere)
      assert.deepEqual([...new Set(outcomes)].sort(), ['created', 'updated'])

      const { bucket } = await getBucket(it.context, it.ubuntu)
      assert.deepEqual(
        [bucket.id, bucket.labels, bucket.versionCount, bucket.lastSequence, bucket.createdAt, bucket.updatedAt],
        ['bucket-of-ubuntu', { team: 'platform' }, 2, 3, at(1), at(90)],
      )
      const heir = await it.version('ubuntu', 'u3')
      assert.deepEqual(
        [heir.id, nameOf(heir), statusOf(heir, NOW), heir.authorId, heir.createdAt, heir.updatedAt],
        ['version-u3', 'v3', 'revoked', 'ada@example.com', at(10), at(20)],
      )
      assert.deepEqual(heir.revocation, {
        at: at(25),
        appliedAt: at(25),
        message: 'CVE',
        author: 'eve',
        inheritedFrom: {
          id: 'version-b4',
          bucketId: 'bucket-of-base',
          bucketName: 'base',
          fingerprint: 'b4',
          sequence: 4,
        },
        rollbackChannels: false,
      })
      const { kind, bucketName, fingerprint, ...told } = buildRecord('ubuntu', 'u3')
      assert.deepEqual([kind, bucketName, fingerprint], ['build', 'ubuntu', 'u3'])
      const parents = { parentVersionId: 'version-b4', parentChannelId: 'latest-of-base' }
      const signs = { heartbeatAt: null, startedAt: null }
      assert.deepEqual(heir.builds, [{ ...told, versionId: 'version-u3', ...parents, ...signs }])
      assert.equal(nameOf(await it.version('ubuntu', 'open')), 'v0')

      const sboms = await listSboms(it.context, {
        location: it.location,
        bucketName: 'base',
        fingerprint: 'b4',
        buildId: 'build-b4',
      })
      assert.deepEqual(
        (await Array.fromAsync(sboms)).map(({ id, name, format }) => [id, name, format]),
        [['sbom-b4', 'packages', 'spdx']],
      )
      const relations = await listAncestry(it.context, {
        ...it.ubuntu,
        direction: 'parents',
        fingerprint: 'u3',
        channelName: '',
        page: newest,
      })
      assert.deepEqual(
        relations.items.map(({ parent, channel }) => [parent.fingerprint, channel?.name]),
        [['b4', 'latest']],
      )
    })

    test('brings channels where they are, with their history, and leaves them there though their version is revoked', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      const seen = []
      for (const name of ['latest', 'production']) {
        const channel = await getChannel(it.context, { ...it.ubuntu, name })
        const { items } = await listChannelHistory(it.context, { ...it.ubuntu, name, page: oldestFirst })
        const lines = await Array.fromAsync(items, (line) => [line.version?.fingerprint ?? null, line.assignedAt])
        seen.push([channel.id, channel.managed, channel.version?.fingerprint, channel.updatedAt, lines])
      }
      const latest = [
        ['u2', at(21)],
        ['u3', at(22)],
        ['u2', at(40)],
      ]
      const production = [
        ['u2', at(35)],
        [null, at(36)],
        ['u3', at(40)],
      ]
      assert.deepEqual(seen, [
        ['latest-of-ubuntu', true, 'u2', at(40), latest],
        ['channel-ubuntu-production', false, 'u3', at(40), production],
      ])
    })

    test('changes nothing, and tells of nothing, when the same is brought again', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      const events = async () =>
        (
          await it.store.events.list(it.location.projectId, {
            size: null,
            order: [{ field: 'at', descending: false }],
            edge: null,
          })
        ).items.filter(({ kind }) => kind === 'registry.imported')
      const before = await events()
      assert.deepEqual([...new Set(await it.bring(...registryElsewhere))], ['unchanged'])
      assert.deepEqual(await events(), before)
      assert.deepEqual(
        before.map(({ payload, actor }) => [payload['source'], (payload['records'] as unknown[]).length, actor.name]),
        [['elsewhere', registryElsewhere.length, 'mover']],
      )
    })

    test('has what goes on elsewhere follow, and what is newer here stay', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      const done = buildRecord('ubuntu', 'open', { updatedAt: at(50) })
      assert.deepEqual(await it.bring(bucketRecord('ubuntu', { description: 'better', updatedAt: at(95) }), done), [
        'updated',
        'updated',
      ])
      assert.equal((await it.version('ubuntu', 'open')).builds[0]?.status, 'done')

      await updateChannel(it.context, { ...it.ubuntu, name: 'production', changes: { fingerprint: 'u2' } })
      const kept = await it.bring(
        channelRecord('ubuntu', 'production', { fingerprint: 'u3' }),
        bucketRecord('ubuntu', { description: 'golden', updatedAt: at(94) }),
      )
      assert.deepEqual(kept, [
        `kept: channel "production" of bucket "ubuntu" was changed here at ${NOW}`,
        `kept: bucket "ubuntu" was changed here at ${at(95)}`,
      ])
    })

    test('refuses, one by one, what is here with other content', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      await createVersion(it.context, { ...it.ubuntu, fingerprint: 'ours', templateType: 'json' })
      const outcomes = await it.bring(
        versionRecord('ubuntu', 'ours'),
        buildRecord('ubuntu', 'u2', { labels: { os: 'debian' } }),
        { kind: 'completion', bucketName: 'ubuntu', fingerprint: 'u2', sequence: 9, builds: 1, updatedAt: at(20) },
        versionRecord('ubuntu', 'late'),
        { kind: 'completion', bucketName: 'ubuntu', fingerprint: 'late', sequence: 5, builds: 1, updatedAt: at(20) },
        buildRecord('ubuntu', 'late'),
        { kind: 'completion', bucketName: 'ubuntu', fingerprint: 'late', sequence: 2, builds: 1, updatedAt: at(20) },
        {
          kind: 'completion',
          bucketName: 'ubuntu',
          fingerprint: 'late',
          sequence: 2 ** 31 - 1,
          builds: 1,
          updatedAt: at(20),
        },
        versionRecord('nowhere', 'late'),
        versionRecord('ubuntu', 'soon', { createdAt: at(900_000_000) }),
      )
      const told = [
        /^refused: bucket "ubuntu" has another version "ours", which mover made/,
        /^refused: build "amazon-ebs.image" of version "u2" in bucket "ubuntu" is done here, with other content/,
        /^refused: version "u2" of bucket "ubuntu" is v2 here, and not v9/,
        /^created$/,
        /^refused: version "late" of bucket "ubuntu" has 0 of 1 builds/,
        /^created$/,
        /^refused: v2 of bucket "ubuntu" is the version "u2" here/,
        /^refused: sequence: must be the number of a complete version, from 1 to 1000000000/,
        /^refused: bucket "nowhere" does not exist/,
        /^refused: created_at: .* is to come/,
      ]
      for (const [index, expected] of told.entries()) assert.match(outcomes[index] ?? '', expected)
      assert.equal(outcomes.length, told.length)
    })

    test('never restores: a restored ancestor has no heirs, and one that is gone has those that it had', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      await restoreVersion(it.context, { location: it.location, bucketName: 'base', fingerprint: 'b4' })
      const inherited = (ancestor: string) =>
        ({
          kind: 'revocation',
          bucketName: 'ubuntu',
          fingerprint: 'u3',
          sequence: 3,
          at: at(25),
          message: 'CVE',
          author: 'eve',
          includeDescendants: true,
          inheritedFrom: { bucketName: 'base', fingerprint: ancestor, versionId: `version-${ancestor}`, sequence: 1 },
        }) as const
      assert.match(
        (await it.bring(inherited('b4')))[0] ?? '',
        /^refused: version "b4" of bucket "base" is not revoked here/,
      )
      assert.deepEqual(await it.bring(inherited('gone')), ['created'])
      assert.deepEqual(await it.bring(inherited('gone')), ['unchanged'])
      const { revocation } = await it.version('ubuntu', 'u3')
      assert.deepEqual(
        [revocation?.inheritedFrom?.id, revocation?.inheritedFrom?.fingerprint],
        ['version-gone', 'gone'],
      )
    })

    test('keeps out of use what is, with its heirs, though it is only to be revoked there, or anew', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      const own = { kind: 'revocation', bucketName: 'base', fingerprint: 'b4', sequence: 4, author: 'eve' } as const
      const bring = (moment: string, message: string, includeDescendants: boolean) =>
        it.bring({ ...own, at: moment, message, includeDescendants, inheritedFrom: null })
      const standing = async () => {
        const versions = [await it.version('base', 'b4'), await it.version('ubuntu', 'u3')]
        return versions.map((version) => [statusOf(version, NOW), version.revocation?.message])
      }
      for (const includeDescendants of [true, false]) {
        const kept = `kept: version "b4" has been revoked here since ${at(25)}`
        assert.deepEqual(await bring(at(2_000_000), 'end of life', includeDescendants), [kept])
        assert.deepEqual(await standing(), Array(2).fill(['revoked', 'CVE']))
      }
      assert.deepEqual(await bring(at(30), 'worse', true), ['updated'])
      assert.deepEqual(await standing(), Array(2).fill(['revoked', 'worse']))
    })

    test('has what was built here on a version share its revocation, until that turns out to spare it', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      const ours = { ...it.ubuntu, fingerprint: 'ours' }
      await createVersion(it.context, { ...ours, templateType: 'hcl2' })
      const changes = { status: 'done', platform: 'aws', parentVersionId: 'version-u2' } as const
      await createBuild(it.context, { ...ours, componentType: 'amazon-ebs.ours', changes, heartbeats: 'unknown' })
      const inherited = async () => (await it.version('ubuntu', 'ours')).revocation?.inheritedFrom?.fingerprint
      assert.equal(await inherited(), undefined)
      const own = { kind: 'revocation', bucketName: 'ubuntu', fingerprint: 'u2', sequence: 2, author: 'eve' } as const
      const revoked = { ...own, at: at(50), message: 'bad', includeDescendants: true, inheritedFrom: null }
      assert.deepEqual(await it.bring(revoked), ['created'])
      assert.equal(await inherited(), 'u2')
      assert.deepEqual(await it.bring({ ...revoked, includeDescendants: false }), ['updated'])
      assert.equal(await inherited(), undefined)
    })

    test('gives other ids to what has those of something that is here', async () => {
      await using it = await scene()
      await it.bring(...registryElsewhere)
      const taken = versionRecord('ubuntu', 'again', { id: 'version-u2' })
      assert.deepEqual(await it.bring(taken, buildRecord('ubuntu', 'again', { id: 'not an id' })), [
        'created',
        'created',
      ])
      const version = await it.version('ubuntu', 'again')
      assert.notEqual(version.id, 'version-u2')
      assert.notEqual(version.builds[0]?.id, 'not an id')
    })

    test('is for administrators of the project', async () => {
      await using it = await scene('contributor')
      await createBucket(it.context, { location: it.location, name: 'ours', description: '', labels: {} })
      await assert.rejects(it.bring(bucketRecord('ours')), (error) => {
        assert.ok(error instanceof DomainError)
        assert.equal(error.code, 'permission_denied')
        return true
      })
    })
  })
