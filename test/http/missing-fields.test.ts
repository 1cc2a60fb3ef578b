// Fields without which a stock client dereferences nil: one test for each response with such fields.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  completeVersion,
  doneBuild,
  finishBuild,
  inBucket,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
  updateBuild,
} from '../support/build-sequences.ts'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { listOf, shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`what clients dereference on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let admin: Client
    before(async () => {
      registry = await startRegistry(database)
      admin = registry.admin
    })
    after(() => registry.close())

    const scope = (id: string) => ({ query: { 'scope.id': id, 'scope.type': 'ORGANIZATION' } })

    test('ProjectService List: every project has created_at in the past and a parent', async () => {
      const { projects } = await admin.ok('ProjectService_List', scope(registry.organizationId))
      assert.equal(projects.length, 1)
      assert.equal(projects[0].parent.id, registry.organizationId)
      // Packer ignores a project that seems to be created in the future by its own clock, which may be behind.
      assert.ok(Date.parse(projects[0].created_at) <= Date.now() - 30 * 60 * 1000)
    })

    test('OrganizationService Get and List: the owner is the principal that the first start made', async () => {
      const { principal } = await admin.ok('IamService_GetCallerIdentity', {})
      const viewer = await registry.principal('viewer')
      // This one is an administrator as well, but came later.
      await registry.principal('admin')
      for (const client of [admin, viewer]) {
        const { organizations } = await client.ok('OrganizationService_List', {})
        const { organization } = await client.ok('OrganizationService_Get', { params: { id: registry.organizationId } })
        for (const { owner } of [organizations[0], organization]) assert.deepEqual(owner, { user: principal.id })
      }
    })

    test('ProjectService Get: the project has created_at in the past and a parent', async () => {
      const { project } = await admin.ok('ProjectService_Get', { params: { id: registry.projectId } })
      assert.equal(project.parent.id, registry.organizationId)
      assert.ok(Date.parse(project.created_at) < Date.now())
    })

    test('ProjectService List: an authenticated principal gets no error, whatever it may see', async () => {
      const nobody = await registry.principal(null)
      assert.deepEqual((await nobody.ok('ProjectService_List', scope(registry.organizationId))).projects, [])
    })

    test('GetBucket: a bucket that is gone is 404, the only error that Terraform survives on refresh', async () => {
      await inBucket(admin, 'gone').refused('GetBucket', 5)
    })

    test('CreateBucket and GetBucket: location, resource_name and created_at', async () => {
      const bucket = inBucket(admin, 'bucket-fields')
      const created = (await bucket.ok('CreateBucket', { body: { name: bucket.name } })).bucket
      const read = (await bucket.ok('GetBucket')).bucket
      for (const { location, resource_name, created_at } of [created, read])
        assert.deepEqual(shapeOf({ location, resource_name, created_at }), {
          location: { organization_id: registry.organizationId, project_id: registry.projectId, region: null },
          resource_name: `packer/project/${registry.projectId}/bucket/bucket-fields`,
          created_at: '<time>',
        })
    })

    test('CreateVersion and GetVersion: id and name', async () => {
      const bucket = await newBucket(admin, 'version-fields')
      const created = await newVersion(bucket, 'fp')
      const read = (await bucket.ok('GetVersion', { params: { fingerprint: 'fp' } })).version
      for (const { id, name } of [created, read]) assert.deepEqual(shapeOf({ id, name }), { id: '<ulid>', name: 'v0' })
    })

    test('CreateBuild: id, status and component_type', async () => {
      const bucket = await newBucket(admin, 'build-fields')
      await newVersion(bucket, 'fp')
      const { id, status, component_type } = await newBuild(bucket, 'fp', { component_type: 'null.x' })
      assert.deepEqual(shapeOf({ id, status, component_type }), {
        id: '<ulid>',
        status: 'BUILD_UNSET',
        component_type: 'null.x',
      })
    })

    test('ListBuilds: every build has a status, every artifact an external_identifier beside a platform', async () => {
      const bucket = await newBucket(admin, 'list-fields')
      await newVersion(bucket, 'fp')
      await newBuild(bucket, 'fp', { component_type: 'null.x' })
      await finishBuild(bucket, 'fp', doneBuild('fp'))
      const { builds } = await bucket.ok('ListBuilds', { params: { fingerprint: 'fp' } })
      const fields = listOf(builds).map(({ status, platform, artifacts }) => ({ status, platform, artifacts }))
      assert.deepEqual(shapeOf(fields), [
        { status: 'BUILD_UNSET', platform: '', artifacts: [] },
        {
          status: 'BUILD_DONE',
          platform: 'packer.file',
          artifacts: [{ id: '<ulid>', external_identifier: 'fp.img', region: 'output', created_at: '<time>' }],
        },
      ])
    })

    test('UpdateBuild: id', async () => {
      const bucket = await newBucket(admin, 'update-fields')
      await newVersion(bucket, 'fp')
      const build = await newBuild(bucket, 'fp', { component_type: 'null.x' })
      assert.equal((await updateBuild(bucket, build, 'fp', { status: 'BUILD_RUNNING' })).id, build.id)
    })

    test('GetChannel: version is null when unassigned, and has a status when assigned', async () => {
      const bucket = await newBucket(admin, 'channel-fields')
      const get = async () => (await bucket.ok('GetChannel', { params: { channel_name: 'latest' } })).channel
      assert.equal((await get()).version, null)
      await completeVersion(bucket, 'fp')
      assert.equal((await get()).version.status, 'VERSION_ACTIVE')
    })

    test('GetRegistry: config with activated and feature_tier', async () => {
      const { config } = (await admin.ok('PackerService_GetRegistry', {})).registry
      assert.deepEqual([config.activated, config.feature_tier], [true, 'PLUS'])
    })

    test('UpdateRegistry: operation with an id, and Operation Wait: state', async () => {
      const body = { activated: true, update_mask: 'activated' }
      const { operation } = await admin.ok('PackerService_UpdateRegistry', { body })
      assert.equal(shapeOf(operation.id), '<ulid>')
      const waited = await admin.ok('OperationService_Wait', { params: { id: operation.id }, query: { timeout: '5s' } })
      assert.equal(waited.operation.state, 'DONE')
    })

    test('DeleteChannel: answers an object under 200', async () => {
      const bucket = await newBucket(admin, 'channel-deletion')
      await newChannel(bucket, 'staging', '')
      assert.deepEqual(await bucket.ok('DeleteChannel', { params: { channel_name: 'staging' } }), {})
    })

    test('GetCallerIdentity: the service with its ids', async () => {
      const { principal } = await admin.ok('IamService_GetCallerIdentity', {})
      assert.deepEqual(
        [principal.type, principal.service.organization_id, principal.service.project_id],
        ['PRINCIPAL_TYPE_SERVICE', registry.organizationId, registry.projectId],
      )
    })

    test('policies of an organization, a project, a bucket: bindings as a list, and an etag', async () => {
      const { organizationId } = registry
      // A project of its own, because other tests grant roles in the usual one meanwhile.
      const parent = { id: organizationId, type: 'ORGANIZATION' }
      const { project } = await admin.ok('ProjectService_Create', { body: { name: 'governed', parent } })
      const projectId = project.id as string
      const resource_name = `project/${projectId}`
      for (const { policy } of [
        await admin.ok('OrganizationService_GetIamPolicy', { params: { id: organizationId } }),
        await admin.ok('ProjectService_GetIamPolicy', { params: { id: projectId } }),
        await admin.ok('ResourceService_GetIamPolicy', { query: { resource_name } }),
        await admin.ok('ProjectService_SetIamPolicy', { params: { id: projectId }, body: {} }),
        await admin.ok('ResourceService_SetIamPolicy', { body: { resource_name } }),
      ]) {
        assert.ok(Array.isArray(policy.bindings))
        assert.match(policy.etag as string, /^.+$/)
      }
    })

    test('ProjectService_Delete: an operation, with nothing to wait for', async () => {
      const parent = { id: registry.organizationId, type: 'ORGANIZATION' }
      const { project } = await admin.ok('ProjectService_Create', { body: { name: 'brief', parent } })
      const { operation } = await admin.ok('ProjectService_Delete', { params: { id: project.id as string } })
      assert.equal(operation.id, '')
    })

    test('BatchGetPrincipals: the id and type of each', async () => {
      const { principal } = await admin.ok('IamService_GetCallerIdentity', {})
      const { principals } = await admin.ok('IamService_BatchGetPrincipals', {
        params: { organization_id: registry.organizationId },
        query: { principal_ids: [principal.id as string], view: 'PRINCIPAL_VIEW_BASIC' },
      })
      assert.deepEqual(
        (principals as { id: string; type: string }[]).map(({ id, type }) => [id, type]),
        [[principal.id, 'PRINCIPAL_TYPE_SERVICE']],
      )
    })

    test('UpdateVersion (revoke): operation.id', async () => {
      const bucket = await newBucket(admin, 'revoke-fields')
      await completeVersion(bucket, 'fp')
      const params = { fingerprint: 'fp' }
      const { operation } = await bucket.ok('UpdateVersion', { params, body: { revoke_in: '0s' } })
      assert.match(operation.id, /^[0-9A-Z]{26}$/)
    })
  })
