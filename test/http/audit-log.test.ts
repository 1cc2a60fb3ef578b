// Reading the audit log: as a list, as lines, and as programs for HCP read it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assign, type BucketScene, completeVersion, newChannel, pagesOf } from '../support/build-sequences.ts'
import type { Call, Client, Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { buckets, revoke } from '../support/image-sequences.ts'
import { joined, signInAs } from '../support/people.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shortSeconds } from '../support/seconds.ts'
import { listOf } from '../support/shapes.ts'
import { until } from '../support/until.ts'

type Query = NonNullable<Call['query']>

const LIST = 'AssayService_ListAuditEntries'
const OF_ALL = 'AssayService_ListOrganizationAuditEntries'
const QUERY = 'LogService_Get'

for (const database of databases())
  describe(`the audit log on ${database.name}`, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database, { everySecond: shortSeconds })
      admin = registry.admin
    })
    after(() => registry.close())

    const list = async (query: Query = {}, client = admin): Promise<readonly Json[]> =>
      listOf((await client.ok(LIST, { query })).entries)
    const kinds = async (query: Query) => (await list(query)).map(({ kind }) => kind as string)
    const of = ({ name }: BucketScene) => ({ bucket_name: name })
    const organization = () => ({ organization_id: registry.organizationId })
    const place = () => ({ organization_id: registry.organizationId, project_id: registry.projectId })

    async function promoted(name: string): Promise<BucketScene> {
      const { [name]: bucket = assert.fail() } = await buckets(admin, 'audit', [name])
      await completeVersion(bucket, 'one')
      await completeVersion(bucket, 'two')
      await newChannel(bucket, 'production', 'one')
      await assign(bucket, 'production', 'two')
      return bucket
    }

    test('an entry tells who did what, from where, and what it was before', async () => {
      const bucket = await promoted('told')
      const { headers } = await admin.call('PackerService_UpdateBucket', {
        params: of(bucket),
        body: { description: 'golden' },
      })
      const { principal } = await admin.ok('IamService_GetCallerIdentity', {})
      const [entry] = await list(of(bucket))
      const { id, at, details, ...rest } = entry
      assert.ok(id && at)
      assert.deepEqual(rest, {
        status: 'OK',
        kind: 'bucket.updated',
        action: 'update',
        description: 'Updated bucket',
        error: '',
        actor: { id: principal.id, type: 'SERVICE_PRINCIPAL', name: 'admin' },
        address: '127.0.0.1',
        request_id: headers['x-request-id'],
        ...place(),
        bucket_name: bucket.name,
        version_fingerprint: '',
        version_name: '',
        channel_name: '',
        subject_name: '',
      })
      assert.equal(details.description, 'golden')
      assert.deepEqual(details.previous, { description: '' })
    })

    test('entries are found by time, actor, action, kind, bucket, status and text, page by page', async () => {
      const bucket = await promoted('found')
      const viewer = await registry.principal('viewer')
      await viewer.refused('PackerService_DeleteBucket', 7, { params: of(bucket) })
      await until(async () => (await list({ ...of(bucket), status: 'FAILED' })).length > 0)
      const { principal } = await viewer.ok('IamService_GetCallerIdentity', {})
      assert.deepEqual(await kinds({ actor_id: principal.id }), ['bucket.permission-refused'])
      const [assigned] = await list({ ...of(bucket), action: 'assign', q: 'PRODUCTION' })
      assert.deepEqual([assigned.version_name, assigned.channel_name], ['v2', 'production'])
      assert.deepEqual(await kinds({ ...of(bucket), kind: 'bucket.created' }), ['bucket.created'])
      const created = new Set(await kinds({ ...of(bucket), action: 'create' }))
      assert.deepEqual([...created].sort(), ['bucket.created', 'build.created', 'channel.created', 'version.created'])
      assert.deepEqual(await kinds({ ...of(bucket), q: 'no such thing' }), [])
      assert.deepEqual(await kinds({ ...of(bucket), q: 'fingerprint' }), [], 'only what is said, not what it is called')
      assert.ok((await list({ q: assigned.request_id })).length > 0)
      const all = await list(of(bucket))
      assert.ok(all.length > 5)
      const [first, last] = [all.at(-1), all[0]]
      assert.deepEqual(
        (await list({ ...of(bucket), from: last.at })).map(({ at }) => at as string),
        [last.at],
      )
      assert.deepEqual(await list({ ...of(bucket), to: first.at }), [])
      const pages = await pagesOf((token) => admin.ok(LIST, { query: { ...of(bucket), 'pagination.page_size': 2, ...token } })) // prettier-ignore
      assert.deepEqual(
        pages.flatMap(({ entries }) => listOf(entries)),
        all,
      )
    })

    test('what is of a bucket stays when the bucket has gone', async () => {
      const bucket = await promoted('gone')
      const before = await list(of(bucket))
      await admin.ok('PackerService_DeleteBucket', { params: of(bucket) })
      const [deleted, ...others] = await list(of(bucket))
      assert.equal(deleted.kind, 'bucket.deleted')
      assert.deepEqual(others, before)
    })

    test('the log of the organization tells of its people and of all its projects, and is for owners', async () => {
      const person = await joined(registry, 'viewer')
      await signInAs(registry, person.email, 'not the password')
      const entries = async (query: Query) =>
        listOf((await admin.ok(OF_ALL, { params: organization(), query })).entries)
      await until(async () => (await entries({ kind: 'user.sign-in-failed' })).length > 0)
      const [failed] = await entries({ q: person.email, status: 'FAILED' })
      assert.deepEqual([failed.kind, failed.project_id, failed.address], ['user.sign-in-failed', '', '127.0.0.1'])
      assert.ok((await entries({ kind: 'registry.created' })).length > 0)
      const ofProject = await registry.principal('admin')
      assert.ok((await list({ kind: 'registry.created' }, ofProject)).length > 0)
      await ofProject.refused(OF_ALL, 7, { params: organization() })
    })

    test('what cannot be asked for is refused with the name of the parameter', async () => {
      const refused = (query: Query) => admin.refused(LIST, 3, { query })
      assert.match(await refused({ from: 'yesterday' }), /^from: must be a time such as/)
      assert.match(await refused({ kind: 'bucket.painted' }), /^kind: "bucket.painted" must be one of/)
      assert.match(await refused({ action: 'paint' }), /^action: "paint" must be one of/)
      assert.match(await refused({ status: 'SO SO' }), /^status: "SO SO" must be one of OK, FAILED/)
      assert.match(await refused({ q: 'x'.repeat(257) }), /^q: may have at most 256 bytes/)
    })

    test('all of it comes as lines of JSON, by the same filters, cut at nothing', async () => {
      const exported = async (query = '', client = admin) => {
        const { organizationId, projectId } = registry
        const path = `/assay/v1/organizations/${organizationId}/projects/${projectId}/audit-entries/export${query}`
        const { status, headers, body } = await client.send({ method: 'GET', path })
        assert.deepEqual([status, headers['content-type']], [200, 'application/x-ndjson; charset=utf-8'])
        return body
      }
      const bucket = await promoted('lines')
      const lines = ((await exported(`?bucket_name=${bucket.name}`)) as string).split('\n')
      assert.equal(lines.pop(), '')
      assert.deepEqual(lines.map((line) => JSON.parse(line)), await list(of(bucket))) // prettier-ignore
      assert.equal(await exported('?q=nothing-is-called-so'), '')
      const all = await admin.call('AssayService_ExportOrganizationAuditEntries', { params: organization() })
      assert.match(all.body as string, /"kind":"project.created"/)
      await (await registry.principal('contributor')).refused('AssayService_ExportAuditEntries', 7, {})
    })

    test('programs of HCP are given entries as HCP Packer documents them', async () => {
      const bucket = await promoted('packer')
      await revoke(bucket, 'one', { revocation_message: 'openssl' })
      const query = (more: Json) => admin.ok(QUERY, { body: { streams: [place()], ...more } })
      const { entries, next_page_token: token } = await query({ page_size: 1 })
      assert.notEqual(token, '')
      const [{ control_plane_event: event, stream, ...entry }] = listOf(entries)
      assert.deepEqual(stream, { ...place(), topic: 'hashicorp.platform.audit' })
      const { metadata, authentication_info: authentication } = event
      assert.deepEqual([event.description, event.action], ['Revoked version', 'UPDATE'])
      assert.equal(event.request_info.http_client_ip, '127.0.0.1')
      assert.equal(authentication.principal.type, 'PRINCIPAL_TYPE_SERVICE')
      const { status, action, description, timestamp, bucket: told, version, actor } = metadata
      assert.deepEqual([status, action, description, timestamp], ['OK', 'update', 'Revoked version', entry.timestamp])
      assert.equal(told.name, bucket.name)
      assert.deepEqual([version.name, version.status, version.revocation_message], ['v1', 'REVOKED', 'openssl'])
      assert.deepEqual([actor.type, actor.service.name], ['TYPE_SERVICE', 'admin'])
      const { entries: more } = await query({ page_size: 1, next_page_token: token })
      assert.notEqual(listOf(more)[0].id, entry.id)
      const { entries: none } = await query({ start: '2000-01-01T00:00:00Z', end: '2001-01-01T00:00:00Z' })
      assert.deepEqual(none, [])
      const [oldest] = listOf((await query({ order_by: ['timestamp asc'], page_size: 1 })).entries)
      assert.ok(oldest.timestamp < entry.timestamp)
    })

    test('an entry says what happened, whatever the bucket is described by', async () => {
      const bucket = await promoted('described')
      await admin.ok('PackerService_UpdateBucket', { params: of(bucket), body: { description: 'golden' } })
      const { entries } = await admin.ok(QUERY, { body: { streams: [place()], page_size: 1 } })
      const [{ control_plane_event: event }] = listOf(entries)
      const { description, bucket: told, previous } = event.metadata
      assert.deepEqual([event.description, description], ['Updated bucket', 'Updated bucket'])
      assert.deepEqual([told.name, told.description, previous.description], [bucket.name, 'golden', ''])
    })

    test('a refusal is an entry with the permission that was missing', async () => {
      const builder = await registry.principal('packer.builder')
      const error = await builder.refused('PackerService_DeleteBucket', 7, { params: { bucket_name: 'audit-packer' } })
      const { principal } = await builder.ok('IamService_GetCallerIdentity', {})
      const found = async () => {
        const { entries } = await admin.ok(QUERY, { body: { streams: [place()] } })
        return listOf(entries).find(({ subject }) => subject.id === principal.id)
      }
      await until(async () => (await found()) !== undefined)
      const { control_plane_event: event } = await found()
      const { status, action, error: told } = event.metadata
      assert.deepEqual([status, action, told], ['FAILED', 'delete', error])
      assert.deepEqual([event.status_code, event.action], ['PERMISSION_DENIED', 'DELETE'])
      assert.deepEqual(event.authorization_info[0].permissions, ['bucket.delete'])
    })

    test('whoever asks for no stream, or for another one, is told which there are', async () => {
      const refused = (body: Json) => admin.refused(QUERY, 3, { body })
      assert.match(await refused({}), /^streams: must have one stream/)
      assert.match(await refused({ streams: [place(), place()] }), /^streams: must have one stream/)
      assert.match(await refused({ streams: [{ project_id: 'x' }] }), /^streams.organization_id: is required/)
      assert.match(await refused({ streams: [{ ...place(), topic: 'weather' }] }), /^streams.topic: must be "hashicorp/)
      assert.match(await refused({ streams: [place()], page_size: -1 }), /^page_size: /)
      assert.match(await refused({ streams: [place()], next_page_token: 'x' }), /^next_page_token: /)
      assert.match(await refused({ streams: [place()], order_by: ['color'] }), /^order_by: /)
    })
  })
