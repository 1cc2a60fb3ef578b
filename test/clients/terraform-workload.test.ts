// What stock Terraform's hcp_iam_workload_identity_provider does to the registry, and how it handles the responses.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Json } from '../support/client.ts'
import { trustingPrincipal } from '../support/workloads.ts'
import { describeTerraform } from './terraform-bench.ts'

const APPLY = ['apply', '-auto-approve']
const GITHUB = 'https://token.actions.githubusercontent.com'

const providers = {
  what: 'the resource hcp_iam_workload_identity_provider',
  isMet: (schema: Json) => 'hcp_iam_workload_identity_provider' in schema.resource_schemas,
}

/** Provider 0.82 fails because it distinguishes an omitted description from the empty one in the response. */
const emptyDescriptions = {
  what: 'a provider that knows empty descriptions',
  isMet: (schema: Json) =>
    schema.resource_schemas.hcp_iam_workload_identity_provider?.block.attributes.description.computed === true,
}

describeTerraform((bench) => {
  const address = 'hcp_iam_workload_identity_provider.it'
  const get = (name: string) =>
    bench.registry.admin.call('ServicePrincipalsService_GetWorkloadIdentityProvider', {
      params: { resource_name_2: name },
    })

  bench.scenario(
    'a workload identity provider is made, changed, imported and destroyed',
    [providers, emptyDescriptions],
    async () => {
      const { resourceName } = await trustingPrincipal(bench.registry, 'contributor')
      const project = await bench.project()
      const configure = (lines: string) =>
        project.configure(`
resource "hcp_iam_workload_identity_provider" "it" {
  name              = "github"
  service_principal = "${resourceName}"
  ${lines}
}
`)
      await configure(`
  conditional_access = "jwt_claims.repository == \`acme/images\` and jwt_claims.ref == \`refs/heads/main\`"
  oidc = {
    issuer_uri = "${GITHUB}"
  }
`)
      await project.terraform(APPLY)
      const name = `${resourceName}/workload-identity-provider/github`
      const { provider: made } = (await get(name)).body
      assert.deepEqual(await project.attributes(address), {
        name: 'github',
        service_principal: resourceName,
        description: '',
        conditional_access: 'jwt_claims.repository == `acme/images` and jwt_claims.ref == `refs/heads/main`',
        aws: null,
        oidc: { issuer_uri: GITHUB, allowed_audiences: [] },
        resource_id: made.resource_id,
        resource_name: name,
      })
      await project.assertSettled()

      await configure(`
  description        = "pipelines"
  conditional_access = "jwt_claims.repository == \`acme/images\`"
  oidc = {
    issuer_uri        = "${GITHUB}"
    allowed_audiences = ["one", "two"]
  }
`)
      await project.terraform(APPLY)
      await project.assertSettled()
      const { provider: changed } = (await get(name)).body
      assert.deepEqual(
        [changed.resource_id, changed.description, new Set(changed.oidc_config.allowed_audiences as string[])],
        [made.resource_id, 'pipelines', new Set(['one', 'two'])],
      )

      await configure(`
  description        = ""
  conditional_access = "aws.arn matches \`^arn:aws:sts::123456789012:assumed-role/packer/\`"
  aws = {
    account_id = "123456789012"
  }
`)
      await project.terraform(APPLY)
      await project.assertSettled()
      const { provider: ofAws } = (await get(name)).body
      assert.deepEqual(
        [ofAws.resource_id, ofAws.description, ofAws.aws_config, ofAws.oidc_config],
        [made.resource_id, '', { account_id: '123456789012' }, null],
      )

      await project.terraform(['state', 'rm', address])
      await project.terraform(['import', address, name])
      await project.assertSettled()
      await project.terraform(['destroy', '-auto-approve'])
      assert.equal((await get(name)).status, 404)
    },
  )

  bench.scenario(
    'a pipeline is let in by a principal, a provider and a role, as the README says',
    [providers],
    async () => {
      const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
      const blocks = /```hcl\n(resource "hcp_service_principal"[^]*?)```/.exec(readme)?.[1] ?? assert.fail('no blocks')
      const project = await bench.project()
      await project.configure(blocks)
      await project.terraform(APPLY)
      await project.assertSettled()
      const { resource_name: name } = await project.attributes(address.replace('.it', '.github'))
      const { provider } = (await get(name as string)).body
      assert.equal(provider.oidc_config.issuer_uri, GITHUB)
      const { principal_id: principalId, role } = await project.attributes('hcp_project_iam_binding.images')
      const held = await bench.registry.store.roles.listHeld(principalId as string)
      assert.deepEqual([role, held.map((each) => each.role)], ['roles/contributor', ['contributor']])
      await project.terraform(['destroy', '-auto-approve'])
      assert.equal((await get(name as string)).status, 404)
    },
  )

  bench.scenario('a provider that is gone is made again, and what is wrong with one is said', [providers], async () => {
    const { resourceName } = await trustingPrincipal(bench.registry, 'contributor')
    const name = `${resourceName}/workload-identity-provider/ours`
    const project = await bench.project()
    const configure = (statement: string) =>
      project.configure(`
resource "hcp_iam_workload_identity_provider" "it" {
  name               = "ours"
  description        = "GitLab"
  service_principal  = "${resourceName}"
  conditional_access = ${JSON.stringify(statement)}
  oidc = {
    issuer_uri = "https://gitlab.example"
  }
}
`)
    await configure('jwt_claims.sub = "x"')
    assert.match(await project.terraform(APPLY, 1), /conditional_access: cannot be read at character 16/)
    await configure('jwt_claims.sub == "x"')
    await project.terraform(APPLY)
    const params = { resource_name_4: name }
    await bench.registry.admin.ok('ServicePrincipalsService_DeleteWorkloadIdentityProvider', { params })
    await project.terraform(APPLY)
    assert.equal((await get(name)).status, 200)
  })
})
