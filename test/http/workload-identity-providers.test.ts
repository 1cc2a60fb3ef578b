// Workload identity providers over the wire, as the Terraform provider and the hcp command ask for them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused, shapeOf } from '../support/shapes.ts'
import { providerName, trustingPrincipal } from '../support/workloads.ts'

const CREATE = 'ServicePrincipalsService_CreateWorkloadIdentityProvider'
const GET = 'ServicePrincipalsService_GetWorkloadIdentityProvider'
const LIST = 'ServicePrincipalsService_ListWorkloadIdentityProvider'
const UPDATE = 'ServicePrincipalsService_UpdateWorkloadIdentityProvider'
const DELETE = 'ServicePrincipalsService_DeleteWorkloadIdentityProvider'

const GITHUB = 'https://token.actions.githubusercontent.com'
const oidc = { issuer_uri: GITHUB, allowed_audiences: ['assay'] }
const provider = { description: 'pipelines', conditional_access: 'jwt_claims.sub == "x"', oidc_config: oidc }

for (const database of databases())
  describe(`workload identity providers on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const trusting = async () => (await trustingPrincipal(registry, 'contributor')).resourceName
    const create = (principalName: string, body: Json) =>
      registry.admin.call(CREATE, { params: { parent_resource_name: principalName }, body })
    const created = async (principalName: string, name: string, given: Json = provider): Promise<Json> =>
      (
        await registry.admin.ok(CREATE, {
          params: { parent_resource_name: principalName },
          body: { name, provider: given },
        })
      ).provider
    const get = async (name: string): Promise<Json> =>
      (await registry.admin.ok(GET, { params: { resource_name_2: name } })).provider
    const update = (name: string, body: Json, mask?: string) =>
      registry.admin.ok(UPDATE, {
        params: { 'provider.resource_name': name },
        ...(mask === undefined ? {} : { query: { update_mask: mask } }),
        body,
      })
    const listed = async (principalName: string): Promise<Json[]> =>
      (await registry.admin.ok(LIST, { params: { parent_resource_name: principalName } })).providers

    test('one is made, found, listed, changed and deleted', async () => {
      const principalName = await trusting()
      const name = providerName(principalName, 'github')
      const made = await created(principalName, 'github')
      assert.deepEqual(shapeOf(made), {
        resource_id: '<ulid>',
        resource_name: name,
        description: 'pipelines',
        conditional_access: 'jwt_claims.sub == "x"',
        aws_config: null,
        oidc_config: oidc,
        system_managed: false,
        created_at: '<time>',
        updated_at: '<time>',
      })
      assert.deepEqual(await get(name), made)

      const aws = await created(principalName, 'aws', {
        conditional_access: 'aws.arn is not empty',
        aws_config: { account_id: '123456789012' },
      })
      assert.deepEqual(
        { description: aws.description, aws: aws.aws_config, oidc: aws.oidc_config },
        { description: '', aws: { account_id: '123456789012' }, oidc: null },
      )
      assert.deepEqual(await listed(principalName), [made, aws])

      const changed = await update(name, { ...provider, description: 'elsewhere' })
      assert.deepEqual(changed.provider, { ...made, description: 'elsewhere', updated_at: changed.provider.updated_at })
      assert.ok(changed.provider.updated_at > made.updated_at)
      assert.deepEqual(await get(name), changed.provider)

      const deleted = await registry.admin.ok(DELETE, { params: { resource_name_4: name } })
      assert.deepEqual(deleted, { resource_id: made.resource_id, resource_name: name })
      for (const [operation, parameter] of [
        [GET, 'resource_name_2'],
        [DELETE, 'resource_name_4'],
      ] as const)
        await registry.admin.refused(operation, 5, { params: { [parameter]: name } })
      assert.deepEqual(await listed(principalName), [aws])
    })

    test('no audiences are an empty list, which Terraform tells from none', async () => {
      const made = await created(await trusting(), 'github', { ...provider, oidc_config: { issuer_uri: GITHUB } })
      assert.deepEqual(made.oidc_config, { issuer_uri: GITHUB, allowed_audiences: [] })
    })

    test('a change without a mask sets all, so that what Terraform leaves out is empty', async () => {
      const principalName = await trusting()
      const name = providerName(principalName, 'github')
      await created(principalName, 'github')
      const { provider: changed } = await update(name, {
        conditional_access: 'aws.account_id == 123456789012',
        aws_config: { account_id: '123456789012' },
      })
      assert.deepEqual(
        [changed.description, changed.conditional_access, changed.aws_config, changed.oidc_config],
        ['', 'aws.account_id == 123456789012', { account_id: '123456789012' }, null],
      )
    })

    test('a change with a mask sets what that names', async () => {
      const principalName = await trusting()
      const name = providerName(principalName, 'github')
      const made = await created(principalName, 'github')
      const body = {
        description: 'other',
        conditional_access: 'jwt_claims.sub == "y"',
        oidc_config: { issuer_uri: 'x' },
      }
      const { provider: changed } = await update(name, body, 'conditional_access')
      assert.deepEqual(changed, {
        ...made,
        conditional_access: 'jwt_claims.sub == "y"',
        updated_at: changed.updated_at,
      })
      const renewed = await update(name, { oidc_config: { issuer_uri: 'https://b.example' } }, 'oidcConfig,description')
      assert.deepEqual(renewed.provider.oidc_config, { issuer_uri: 'https://b.example', allowed_audiences: [] })
      assert.equal(renewed.provider.description, '')
      const params = { 'provider.resource_name': name }
      await registry.admin.refused(UPDATE, 3, { params, query: { update_mask: 'name' }, body })
    })

    test('a change that changes nothing is none', async () => {
      const principalName = await trusting()
      const made = await created(principalName, 'github')
      assert.deepEqual((await update(providerName(principalName, 'github'), provider)).provider, made)
    })

    test('paths may have their slashes raw, encoded, or both', async () => {
      const principalName = await trusting()
      const name = providerName(principalName, 'github')
      await created(principalName, 'github')
      for (const path of [
        name,
        encodeURIComponent(name),
        name.replace('/service-principal/', '%2Fservice-principal/'),
      ]) {
        const { status, body } = await registry.admin.send({ method: 'GET', path: `/2019-12-10/${path}` })
        assert.deepEqual([status, body.provider?.resource_name], [200, name], path)
      }
    })

    test('what no provider can be is refused by the name of its field, and nothing is made', async () => {
      const principalName = await trusting()
      const wrong: readonly (readonly [Json, RegExp])[] = [
        [{ name: 'ab', provider }, /^name: "ab" is not a valid name/],
        [{ name: 'a/b', provider }, /^name: /],
        [{ name: 'x'.repeat(37), provider }, /^name: /],
        [{ name: '', provider }, /^name: /],
        [{ name: 'github' }, /^provider: must have an oidc_config or an aws_config, and not both/],
        [{ name: 'github', provider: { ...provider, aws_config: { account_id: '1' } } }, /^provider: must have/],
        [{ name: 'github', provider: { ...provider, description: 'x'.repeat(1025) } }, /^description: /],
        [{ name: 'github', provider: { ...provider, conditional_access: '' } }, /^conditional_access: is required/],
        [
          { name: 'github', provider: { ...provider, conditional_access: 'jwt_claims.sub = "x"' } },
          /^conditional_access: cannot be read at character 16, "= "x"": must have an operator/,
        ],
        [
          { name: 'github', provider: { ...provider, conditional_access: 'aws.arn == "x"' } },
          /^conditional_access: asks for/,
        ],
        ...[
          'http://a.example',
          'a.example',
          'https://a.example?x',
          'https://u@a.example',
          'https://a.example#',
          '',
        ].map(
          (issuer_uri) =>
            [
              { name: 'github', provider: { ...provider, oidc_config: { issuer_uri } } },
              /^oidc_config.issuer_uri: /,
            ] as const,
        ),
        [
          { name: 'github', provider: { ...provider, oidc_config: { ...oidc, allowed_audiences: [''] } } },
          /^oidc_config.allowed_audiences: must not be empty/,
        ],
        [
          {
            name: 'github',
            provider: { ...provider, oidc_config: { ...oidc, allowed_audiences: Array(21).fill('a') } },
          },
          /^oidc_config.allowed_audiences: must be at most 20/,
        ],
        ...['12345678901', '1234567890123', 'abcdefghijkl', ''].map(
          (account_id) =>
            [
              { name: 'github', provider: { conditional_access: 'aws.arn == x', aws_config: { account_id } } },
              /^aws_config.account_id: must be the 12 digits/,
            ] as const,
        ),
      ]
      for (const [body, message] of wrong) assert.match(assertRefused(await create(principalName, body), 3), message)
      assert.deepEqual(await listed(principalName), [])
    })

    test('a name is given once, and a service principal has twenty at most', async () => {
      const principalName = await trusting()
      for (let number = 1; number <= 20; number++) await created(principalName, `provider-${number}`)
      assertRefused(await create(principalName, { name: 'provider-20', provider }), 6)
      const { status, body } = await create(principalName, { name: 'provider-21', provider })
      assert.deepEqual([status, body.code], [429, 8])
      await registry.admin.ok(DELETE, { params: { resource_name_4: providerName(principalName, 'provider-1') } })
      await created(principalName, 'provider-21')
    })

    test('what is not there is not found', async () => {
      const principalName = await trusting()
      assertRefused(await create(`${principalName}-not`, { name: 'github', provider }), 5)
      await registry.admin.refused(LIST, 5, { params: { parent_resource_name: `${principalName}-not` } })
      await registry.admin.refused(GET, 5, { params: { resource_name_2: providerName(principalName, 'none') } })
      const params = { 'provider.resource_name': providerName(principalName, 'none') }
      await registry.admin.refused(UPDATE, 5, { params, body: provider })
    })

    test('they are for administrators alone', async () => {
      const principalName = await trusting()
      const name = providerName(principalName, 'github')
      await created(principalName, 'github')
      for (const role of ['viewer', 'contributor', null] as const) {
        const client = await registry.principal(role)
        await client.refused(CREATE, 7, {
          params: { parent_resource_name: principalName },
          body: { name: 'other', provider },
        })
        await client.refused(UPDATE, 7, { params: { 'provider.resource_name': name }, body: provider })
        await client.refused(DELETE, 7, { params: { resource_name_4: name } })
        await client.refused(GET, 7, { params: { resource_name_2: name } })
        await client.refused(LIST, 7, { params: { parent_resource_name: principalName } })
      }
      assert.equal((await listed(principalName)).length, 1)
    })

    test('whoever could not give what a service principal holds has nobody let in as it', async () => {
      const { principal, resourceName } = await trustingPrincipal(registry, 'viewer')
      const name = providerName(resourceName, 'github')
      const admin = await registry.principal('admin')
      const params = { parent_resource_name: resourceName }
      await admin.ok(CREATE, { params, body: { name: 'github', provider } })
      const ofAll = { type: 'organization', id: registry.organizationId } as const
      const holding = { role: 'contributor', principalId: principal.id } as const
      await registry.store.transaction(({ roles }) => roles.bind(ofAll, holding))
      await admin.refused(CREATE, 7, { params, body: { name: 'other', provider } })
      const body = { ...provider, conditional_access: 'jwt_claims.sub is not empty' }
      await admin.refused(UPDATE, 7, { params: { 'provider.resource_name': name }, body })
      assert.equal((await get(name)).conditional_access, provider.conditional_access)
      await created(resourceName, 'other')
    })

    test('a service principal takes its providers along', async () => {
      const { principal, resourceName } = await trustingPrincipal(registry, 'viewer')
      await created(resourceName, 'github')
      await registry.store.transaction(({ principals }) => principals.delete(principal.id))
      await registry.admin.refused(GET, 5, { params: { resource_name_2: providerName(resourceName, 'github') } })
    })
  })
