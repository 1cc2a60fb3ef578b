// Which events of a registry pages show, and to whom.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { anEvent, anOrganization, aProject, at } from '../storage/arrange.ts'
import { bucketPrincipal } from '../support/bucket-principal.ts'
import {
  assign,
  type BucketScene,
  completeVersion,
  newChannel,
  newVersion,
  pagesOf,
} from '../support/build-sequences.ts'
import type { Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, revoke } from '../support/image-sequences.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf } from '../support/shapes.ts'

type Query = Readonly<Record<string, string | number | readonly string[]>>

for (const database of databases())
  describe(`the events of a registry on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const list = (query: Query = {}, client = admin): Promise<Json> => client.ok('AssayService_ListEvents', { query })
    const kinds = async (query: Query = {}, client = admin) =>
      listOf((await list(query, client)).events).map(({ kind }) => kind as string)
    const of = ({ name }: BucketScene) => ({ bucket_name: name })

    test('an event tells who did what to which version and channel, the newest first', async () => {
      const { told } = await buckets(admin, 'events', ['told'])
      await completeVersion(told, 'one')
      await completeVersion(told, 'two')
      await newChannel(told, 'production', 'one')
      await assign(told, 'production', 'two')
      const { principal } = await admin.ok('IamService_GetCallerIdentity', {})
      const [assigned] = listOf((await list(of(told))).events)
      const { id, at, ...rest } = assigned
      assert.ok(id && at)
      assert.deepEqual(rest, {
        kind: 'channel.assigned',
        description: 'Assigned version to channel',
        actor: { id: principal.id, type: 'SERVICE_PRINCIPAL', name: 'admin' },
        bucket_name: told.name,
        version_fingerprint: 'two',
        version_name: 'v2',
        channel_name: 'production',
        previous_version_name: 'v1',
        message: '',
        subject_name: '',
      })
      await revoke(told, 'one', { revocation_message: 'openssl' })
      const [revoked] = listOf((await list({ ...of(told), kind: ['version.revoked'] })).events)
      assert.deepEqual([revoked.version_name, revoked.message], ['v1', 'openssl'])
      await revoke(told, 'two', { revocation_message: 'glibc' })
      const moves = listOf((await list({ ...of(told), kind: ['channel.assigned'] })).events)
      const left = moves
        .filter(({ message }) => message === 'v2 is revoked: glibc')
        .map(({ channel_name: name }) => name)
      assert.deepEqual(left.sort(), ['latest', 'production'])
    })

    test('events are found by bucket, version, actor and kind, page by page', async () => {
      const { one, two } = await buckets(admin, 'found', ['one', 'two'])
      for (const bucket of [one, two]) await newVersion(bucket, 'fp')
      assert.deepEqual(await kinds(of(one)), ['version.created', 'bucket.created'])
      assert.deepEqual(await kinds({ ...of(one), version_fingerprint: 'fp' }), ['version.created'])
      assert.deepEqual(await kinds({ ...of(one), kind: ['bucket.created', 'version.created'] }), ['version.created', 'bucket.created']) // prettier-ignore
      assert.deepEqual(await kinds({ ...of(one), actor_id: 'nobody' }), [])
      const pages = await pagesOf((token) => list({ ...of(one), 'pagination.page_size': 1, ...token }))
      assert.deepEqual(pages.map(({ events }) => listOf(events).length), [1, 1]) // prettier-ignore
      const refused = (code: number, query: Query) => admin.refused('AssayService_ListEvents', code, { query })
      assert.match(await refused(3, { kind: ['bucket.painted'] }), /^kind: "bucket.painted" must be one of /)
      assert.match(await refused(3, { version_fingerprint: 'fp' }), /^version_fingerprint: .* send bucket_name/)
      assert.match(
        await refused(3, { 'pagination.next_page_token': 'x' }),
        /^pagination.next_page_token: is not a token/,
      )
      await refused(5, { bucket_name: 'nothing-there' })
      await refused(5, { ...of(one), version_fingerprint: 'nothing' })
    })

    test('of restricted channels and of access those are told who may see them', async () => {
      const { one, two } = await buckets(admin, 'seen', ['one', 'two'])
      await one.ok('CreateChannel', { body: { name: 'secret', restricted: true } })
      await newChannel(one, 'public', '')
      const resource_name = `packer/project/${registry.projectId}/bucket/${one.name}`
      const policy = { bindings: [] }
      await admin.ok('ResourceService_SetIamPolicy', { body: { resource_name, policy } })
      const viewer = await registry.principal('viewer')
      const builder = await bucketPrincipal(registry, { [one.name]: 'packer.builder' })
      const channels = async (client: Client) =>
        listOf((await list({ ...of(one), kind: ['channel.created'] }, client)).events).map(
          ({ channel_name }) => channel_name as string,
        )
      assert.deepEqual(await channels(admin), ['public', 'secret'])
      assert.deepEqual(await channels(viewer), ['public'])
      assert.deepEqual(await channels(builder), ['public', 'secret'])
      const told = async (client: Client) =>
        new Set(listOf((await list({}, client)).events).map(({ bucket_name }) => bucket_name as string))
      assert.ok((await told(viewer)).has(two.name) && !(await told(builder)).has(two.name))
      const created = { kind: ['service-principal.created', 'registry.created'] }
      assert.deepEqual(await kinds(created, viewer), ['registry.created'])
      assert.ok((await kinds(created)).includes('service-principal.created'))
      await (await registry.principal(null)).refused('AssayService_ListEvents', 7, { query: {} })
    })

    test('who may not see a bucket cannot find out whether there is one', async () => {
      const { app, secret } = await buckets(admin, 'unseen', ['app', 'secret'])
      await newVersion(secret, 'fp')
      const narrow = await bucketPrincipal(registry, { [app.name]: 'viewer' })
      assert.deepEqual(await kinds(of(app), narrow), ['bucket.created'])
      const told = async (bucket_name: string, rest: Query = {}) => {
        const query = { bucket_name, ...rest }
        return (await narrow.refused('AssayService_ListEvents', 7, { query })).replace(`"${bucket_name}"`, '')
      }
      const ofVersion = { version_fingerprint: 'fp' }
      const refusals = [
        await told(secret.name),
        await told('nonesuch'),
        await told(secret.name, ofVersion),
        await told(secret.name, { version_fingerprint: 'nothing' }),
        await told('nonesuch', ofVersion),
      ]
      assert.match(refusals[0] ?? '', /needs the viewer role in bucket/)
      assert.equal(new Set(refusals).size, 1)
    })

    test('a policy tells of what it is, and who got or lost which role', async () => {
      const somebody = await registry.principal(null)
      const { principal } = await somebody.ok('IamService_GetCallerIdentity', {})
      const resource_name = `project/${registry.projectId}`
      const before = await admin.ok('ResourceService_GetIamPolicy', { query: { resource_name } })
      const given = {
        role_id: 'roles/viewer',
        members: [{ member_id: principal.id, member_type: 'SERVICE_PRINCIPAL' }],
      }
      for (const bindings of [[...listOf(before.policy.bindings), given], before.policy.bindings])
        await admin.ok('ResourceService_SetIamPolicy', { body: { resource_name, policy: { bindings } } })
      const events = listOf((await list({ kind: ['policy.updated'] })).events).slice(0, 2)
      const name = principal.service.name as string
      assert.deepEqual(
        events.map(({ subject_name: of, message }) => [of, message] as unknown),
        [
          ['project default', `viewer from ${name}`],
          ['project default', `viewer to ${name}`],
        ],
      )
    })

    test('what a server of a later version has written holds up nobody who knows nothing of it', async () => {
      const { later } = await buckets(admin, 'written', ['later'])
      const { organizationId, projectId, store, clock } = registry
      const words = { kind: 'version.painted', action: 'paint', description: 'Painted version' } as object
      const project = { id: projectId, organizationId, name: '', description: '', createdAt: '' }
      const painted = anEvent(project, { ...words, id: newId(), subject: 'version', at: clock.now() })
      await store.transaction(({ events }) => events.append([painted]))
      assert.deepEqual((await kinds()).includes('bucket.created'), true)
      assert.deepEqual((await kinds(of(later))).at(-1), 'bucket.created')
      const asked = { streams: [{ organization_id: organizationId, project_id: projectId }] }
      const { entries } = await admin.ok('LogService_Get', { body: asked })
      const entry = listOf(entries).find(({ id }) => id === painted.id) ?? assert.fail('it is in no log')
      const { action, metadata } = entry.control_plane_event
      assert.deepEqual([action, metadata.action, metadata.description], ['UPDATE', 'update', 'Painted version'])
    })

    test('what happened to a bucket that is deleted is told to those who see the project', async () => {
      const { gone, left } = await buckets(admin, 'deleted', ['gone', 'left'])
      const narrow = await bucketPrincipal(registry, { [gone.name]: 'viewer', [left.name]: 'viewer' })
      await gone.ok('DeleteBucket')
      const told = async (client: Client) =>
        listOf((await list({ kind: ['bucket.deleted'] }, client)).events).map(
          ({ bucket_name }) => bucket_name as string,
        )
      assert.ok((await told(admin)).includes(gone.name))
      assert.deepEqual(await told(narrow), [])
    })

    test('a request looks at some thousand events, says where it stopped, and the next one goes on there', async () => {
      const { organizationId, projectId } = registry
      const project = aProject(anOrganization({ id: organizationId }), { id: projectId })
      const many = Array.from({ length: 5200 }, (_, minute) =>
        anEvent(project, {
          ...{ id: `old-${String(minute).padStart(4, '0')}`, at: at(minute), bucketId: '', kind: 'registry.created' },
          ...(minute === 1 ? { actor: { type: 'user', id: 'rare', name: 'Rare' } } : {}),
        }),
      )
      await registry.store.transaction(({ events }) => events.append(many))
      for (const [operation, field] of [
        ['AssayService_ListEvents', 'events'],
        ['AssayService_ListAuditEntries', 'entries'],
      ] as const) {
        const query = { actor_id: 'rare' }
        const first = await admin.ok(operation, { query })
        assert.deepEqual(first[field], [])
        assert.ok(first.searched_until > at(0) && first.searched_until < at(5200), first.searched_until as string)
        const pages = await pagesOf((token) => admin.ok(operation, { query: { ...query, ...token } }))
        assert.deepEqual(
          pages.flatMap((page) => listOf(page[field])).map(({ at: when }) => when as string),
          [at(1)],
        )
        assert.equal(pages.at(-1)?.searched_until, null)
      }
      const lines = await admin.call('AssayService_ExportAuditEntries', { query: { actor_id: 'rare' } })
      assert.equal(lines.body.id, 'old-0001')
    })
  })
