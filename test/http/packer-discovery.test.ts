// How Packer finds the organization and the project before it builds, depending on which of the two ids it is given.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { type Raw, rawClient, succeeded } from '../support/raw-client.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { shapeOf } from '../support/shapes.ts'

for (const database of databases())
  describe(`Packer's discovery on ${database.name}`, { concurrency: true }, () => {
    let registry: TestRegistry
    let raw: Raw
    before(async () => {
      registry = await startRegistry(database)
      raw = rawClient(registry.admin, registry, 'packer/1.16.0')
    })
    after(() => registry.close())

    const get = (path: string) => succeeded(raw({ method: 'GET', path }))
    const organizations = () => get('//resource-manager/2019-12-10/organizations')
    const projects = (organization: string) =>
      get(`//resource-manager/2019-12-10/projects?scope.id=${organization}&scope.type=ORGANIZATION`)
    const onlyPage = { next_page_token: '', previous_page_token: '' }

    test('with both ids Packer asks nothing and goes straight to its bucket', async () => {
      const answer = await raw({ method: 'GET', path: '/buckets/not-there-yet' })
      assert.deepEqual([answer.status, answer.body.code], [404, 5])
    })

    test('with the project alone it takes the one organization and looks at the registry', async () => {
      assert.deepEqual(shapeOf(await organizations()), {
        organizations: [
          {
            id: registry.organizationId,
            name: 'default',
            owner: { user: '<ulid>' },
            state: 'ACTIVE',
            tfc_synced: false,
            created_at: '<time>',
          },
        ],
        pagination: onlyPage,
      })
      assert.deepEqual(shapeOf(await get('/registry')), {
        registry: {
          id: '<ulid>',
          location: { organization_id: registry.organizationId, project_id: registry.projectId, region: null },
          config: { activated: true, feature_tier: 'PLUS', billing_deprovision: null, tfc_run_task_config: null },
          created_at: '<time>',
          updated_at: '<time>',
        },
      })
    })

    test('with the organization alone it takes its oldest project, which was there before the client looked', async () => {
      const listed = await projects(registry.organizationId)
      assert.deepEqual(shapeOf(listed), {
        projects: [
          {
            id: registry.projectId,
            name: 'default',
            description: '',
            parent: { id: registry.organizationId, type: 'ORGANIZATION' },
            state: 'ACTIVE',
            created_at: '<time>',
          },
        ],
        pagination: onlyPage,
      })
      assert.ok(Date.parse(listed.projects[0].created_at) < Date.now())
    })

    test('with neither it lists both', async () => {
      const [organization] = (await organizations()).organizations
      const [project] = (await projects(organization.id)).projects
      assert.equal(project.id, registry.projectId)
    })

    test('a principal without a role finds empty lists, not an error that old Packers would crash on', async () => {
      const nobody = rawClient(await registry.principal(null), registry, 'packer/1.9.0')
      const list = (path: string) => succeeded(nobody({ method: 'GET', path: `//resource-manager/2019-12-10/${path}` }))
      assert.deepEqual((await list('organizations')).organizations, [])
      assert.deepEqual(
        (await list(`projects?scope.id=${registry.organizationId}&scope.type=ORGANIZATION`)).projects,
        [],
      )
    })

    test('the projects of an organization that does not exist are none', async () => {
      assert.deepEqual((await projects('7d0a1d6c-0000-4000-8000-000000000000')).projects, [])
    })
  })
