// What old clients do with the billing account after they have created a project.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

describe('the account of an organization', () => {
  let registry: TestRegistry
  const params = () => ({ organization_id: registry.organizationId, id: 'default-account' })
  before(async () => {
    const [database] = databases()
    registry = await startRegistry(database ?? assert.fail('there is no database'))
  })
  after(() => registry.close())

  test('is of all projects, also of one that is written into it', async () => {
    const { admin, organizationId, projectId } = registry
    const body = { name: 'payments', description: '', parent: { id: organizationId, type: 'ORGANIZATION' as const } }
    const { project } = await admin.ok('ProjectService_Create', { body })
    const { billing_account: account } = await admin.ok('BillingAccountService_Get', { params: params() })
    assert.deepEqual(account.project_ids, [projectId, project.id])
    // Values that hcp-sdk-go defines for them.
    assert.deepEqual([account.status, account.country], ['ACTIVE', 'UNSET'])
    const written = await admin.ok('BillingAccountService_Update', {
      params: params(),
      body: { name: account.name as string, project_ids: [...(account.project_ids as string[]), project.id as string] },
    })
    assert.deepEqual(written.billing_account, account)
  })

  test('has no project that there is not, and is for who may make projects', async () => {
    const body = { name: '', project_ids: ['nowhere'] }
    const message = assertRefused(
      await registry.admin.call('BillingAccountService_Update', { params: params(), body }),
      3,
    )
    assert.match(message, /^project_ids\[0\]: the organization has no project "nowhere"/)
    const viewer = await registry.principal('viewer')
    assertRefused(await viewer.call('BillingAccountService_Update', { params: params(), body }), 7)
  })
})
