// What stock Terraform's access management does: projects, service principals with keys, groups, and who has which role on what.
import assert from 'node:assert/strict'
import { newId } from '../../src/machine/new-id.ts'
import { newPrincipal } from '../../src/domain/principal/principal.ts'
import { accessToken } from '../support/registry.ts'
import { describeTerraform, needs, type TerraformProject } from './terraform-bench.ts'

const APPLY = ['apply', '-auto-approve']
const DESTROY = ['destroy', '-auto-approve']

async function applied(project: TerraformProject, blocks: string): Promise<void> {
  await project.configure(blocks)
  await project.terraform(APPLY)
  await project.assertSettled()
}

describeTerraform((bench) => {
  const { scenario } = bench
  const policyOf = async (resource_name: string) =>
    (await bench.registry.admin.ok('ResourceService_GetIamPolicy', { query: { resource_name } })).policy.bindings
  const holders = async (resource: string, role: string): Promise<readonly string[]> => {
    const bindings = (await policyOf(resource)) as { role_id: string; members: { member_id: string }[] }[]
    return bindings.find(({ role_id }) => role_id === role)?.members.map(({ member_id }) => member_id) ?? []
  }
  const person = async (name: string): Promise<string> => {
    const { store, organizationId, clock } = bench.registry
    const given = { id: newId(), kind: 'user', organizationId, projectId: null, name, createdAt: clock.now() } as const
    await store.transaction(({ principals }) => principals.insert(newPrincipal(given)))
    return given.id
  }

  scenario('a project is made, renamed, described, imported and destroyed', [needs.access], async () => {
    const project = await bench.project()
    const block = (name: string, description: string) =>
      `resource "hcp_project" "it" {\n  name = "${name}"\n  description = "${description}"\n}\n`
    await applied(project, block('payments', 'cards'))
    const { resource_id: id, resource_name: resourceName } = await project.attributes('hcp_project.it')
    assert.equal(resourceName, `project/${id}`)
    await applied(project, block('payments-eu', 'cards in Europe'))
    const known = (await bench.registry.admin.ok('ProjectService_Get', { params: { id } })).project
    assert.deepEqual([known.name, known.description], ['payments-eu', 'cards in Europe'])
    await project.terraform(['state', 'rm', 'hcp_project.it'])
    await project.terraform(['import', 'hcp_project.it', id])
    await project.assertSettled()
    await project.terraform(DESTROY)
    assert.equal((await bench.registry.admin.call('ProjectService_Get', { params: { id } })).status, 404)
  })

  scenario(
    'a service principal of a project and one of the organization get keys that let in',
    [needs.access],
    async () => {
      const project = await bench.project()
      await applied(
        project,
        `
resource "hcp_project" "home" {
  name = "home-of-machines"
}
resource "hcp_service_principal" "builder" {
  name   = "builder"
  parent = hcp_project.home.resource_name
}
resource "hcp_service_principal_key" "builder" {
  service_principal = hcp_service_principal.builder.resource_name
}
resource "hcp_service_principal" "auditor" {
  name   = "auditor"
  parent = "organization/${bench.registry.organizationId}"
}
resource "hcp_service_principal_key" "auditor" {
  service_principal = hcp_service_principal.auditor.resource_name
  rotate_triggers = {
    at = "1"
  }
}
`,
      )
      for (const name of ['builder', 'auditor']) {
        const { client_id, client_secret } = await project.attributes(`hcp_service_principal_key.${name}`)
        const token = await accessToken(bench.registry.anonymous, { clientId: client_id, clientSecret: client_secret })
        const { principal } = await bench.registry.as(token).ok('IamService_GetCallerIdentity', {})
        assert.equal(principal.service.name, name)
      }
      const { resource_name: name } = await project.attributes('hcp_service_principal.builder')
      await project.terraform(['state', 'rm', 'hcp_service_principal.builder'])
      await project.terraform(['import', 'hcp_service_principal.builder', name])
      await project.assertSettled()
      await project.terraform(DESTROY)
    },
  )

  scenario('a group is made, changed, filled, given a policy and destroyed', [needs.access, needs.groups], async () => {
    const [ann, ben] = [await person('ann@example.com'), await person('ben@example.com')]
    const project = await bench.project()
    const block = (description: string, members: readonly string[]) => `
resource "hcp_group" "it" {
  display_name = "Image owners"
  description  = "${description}"
}
resource "hcp_group_members" "it" {
  group   = hcp_group.it.resource_name
  members = ${JSON.stringify(members)}
}
data "hcp_iam_policy" "it" {
  bindings = [{ role = "roles/iam.group-manager", principals = ["${ann}"] }]
}
resource "hcp_group_iam_policy" "it" {
  name        = hcp_group.it.resource_name
  policy_data = data.hcp_iam_policy.it.policy_data
}
`
    await applied(project, block('who builds', [ann]))
    const { resource_name: name, resource_id: id } = await project.attributes('hcp_group.it')
    assert.deepEqual(await holders(name, 'roles/iam.group-manager'), [ann])
    await applied(project, block('who builds and tests', [ben]))
    const members = await bench.registry.store.groups.listMembers(id)
    assert.deepEqual(members, [ben])
    await project.terraform(['state', 'rm', 'hcp_group.it'])
    await project.terraform(['import', 'hcp_group.it', name])
    await project.assertSettled()
    await project.terraform(DESTROY)
    assert.equal(await bench.registry.store.principals.find(id), undefined)
  })

  scenario('roles on a project are bound one by one, and as a whole policy', [needs.access], async () => {
    const project = await bench.project()
    const machine = `
resource "hcp_project" "it" {
  name = "bound"
}
resource "hcp_service_principal" "one" {
  name   = "one-of-them"
  parent = hcp_project.it.resource_name
}
`
    const binding = (role: string) => `${machine}
resource "hcp_project_iam_binding" "it" {
  project_id   = hcp_project.it.resource_id
  principal_id = hcp_service_principal.one.resource_id
  role         = "${role}"
}
`
    await applied(project, binding('roles/contributor'))
    const { resource_id: one } = await project.attributes('hcp_service_principal.one')
    const { resource_name: name } = await project.attributes('hcp_project.it')
    assert.deepEqual(await holders(name, 'roles/contributor'), [one])
    await applied(project, binding('roles/packer.builder'))
    assert.deepEqual(await holders(name, 'roles/contributor'), [])
    assert.deepEqual(await holders(name, 'roles/packer.builder'), [one])
    await applied(
      project,
      `${machine}
data "hcp_iam_policy" "it" {
  bindings = [{ role = "roles/viewer", principals = [hcp_service_principal.one.resource_id] }]
}
resource "hcp_project_iam_policy" "it" {
  project_id  = hcp_project.it.resource_id
  policy_data = data.hcp_iam_policy.it.policy_data
}
`,
    )
    assert.deepEqual(await holders(name, 'roles/viewer'), [one])
    assert.deepEqual(await holders(name, 'roles/packer.builder'), [])
    await project.terraform(DESTROY)
  })

  scenario(
    'roles on the organization are bound beside others, and never leave it without an owner',
    [needs.access],
    async () => {
      const organization = `organization/${bench.registry.organizationId}`
      const owners = await holders(organization, 'roles/owner')
      const project = await bench.project()
      await applied(
        project,
        `
resource "hcp_service_principal" "it" {
  name   = "reader-of-all"
  parent = "${organization}"
}
resource "hcp_organization_iam_binding" "it" {
  principal_id = hcp_service_principal.it.resource_id
  role         = "roles/viewer"
}
`,
      )
      const { resource_id: id } = await project.attributes('hcp_service_principal.it')
      assert.ok((await holders(organization, 'roles/viewer')).includes(id))
      assert.deepEqual(await holders(organization, 'roles/owner'), owners)
      await project.terraform(DESTROY)
      assert.deepEqual(await holders(organization, 'roles/owner'), owners)

      // The two do not go together: a whole policy removes what the other resource bound.
      const [owner = ''] = owners
      const policy = (role: string) => `
data "hcp_iam_policy" "it" {
  bindings = [{ role = "${role}", principals = ["${owner}"] }]
}
resource "hcp_organization_iam_policy" "it" {
  policy_data = data.hcp_iam_policy.it.policy_data
}
`
      await project.configure(policy('roles/viewer'))
      assert.match(await project.terraform(APPLY, 1), /without an owner/)
      assert.deepEqual(await holders(organization, 'roles/owner'), [owner])
      // With a state of its own: a provider that marks failed resources would begin by removing everything.
      await applied(await bench.project(), policy('roles/owner'))
    },
  )

  scenario(
    'roles on a bucket are bound one by one, and as a whole policy',
    [needs.access, needs.bucketAccess],
    async () => {
      const project = await bench.project()
      const machine = `
resource "hcp_packer_bucket" "it" {
  name = "bound-bucket"
}
resource "hcp_service_principal" "one" {
  name = "builder-of-one"
}
`
      await applied(
        project,
        `${machine}
resource "hcp_packer_bucket_iam_binding" "it" {
  resource_name = hcp_packer_bucket.it.resource_name
  principal_id  = hcp_service_principal.one.resource_id
  role          = "roles/contributor"
}
`,
      )
      const { resource_name: name } = await project.attributes('hcp_packer_bucket.it')
      const { resource_id: one } = await project.attributes('hcp_service_principal.one')
      assert.deepEqual(await holders(name, 'roles/contributor'), [one])
      await applied(
        project,
        `${machine}
data "hcp_iam_policy" "it" {
  bindings = [{ role = "roles/packer.builder", principals = [hcp_service_principal.one.resource_id] }]
}
resource "hcp_packer_bucket_iam_policy" "it" {
  resource_name = hcp_packer_bucket.it.resource_name
  policy_data   = data.hcp_iam_policy.it.policy_data
}
`,
      )
      assert.deepEqual(await holders(name, 'roles/packer.builder'), [one])
      await project.terraform(DESTROY)
    },
  )
})
