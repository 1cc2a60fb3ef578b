// What stock Terraform's webhooks do.
import assert from 'node:assert/strict'
import type { Json } from '../support/client.ts'
import { withStatus } from '../support/receiver.ts'
import { describeTerraform, needs } from './terraform-bench.ts'

interface Given {
  readonly name: string
  readonly url: string
  readonly token?: string
  readonly rest?: string
}

const block = ({ name, url, token, rest = '' }: Given) => `
resource "hcp_notifications_webhook" "it" {
  name   = "${name}"
  config = {
    url = "${url}"
    ${token === undefined ? '' : `hmac_key = "${token}"`}
  }
  ${rest}
}
`
const described = (actions: string) => `
  description   = "the channel of the team"
  subscriptions = [{ events = [{ actions = ${actions}, source = "hashicorp.packer.version" }] }]
`
const APPLY = ['apply', '-auto-approve']
const ADDRESS = 'hcp_notifications_webhook.it'

describeTerraform((bench) => {
  const { scenario } = bench
  const known = async (name: string): Promise<Json> => {
    const resource_name = `webhook/project/${bench.registry.projectId}/geo/us/webhook/${name}`
    const { status, body } = await bench.registry.admin.call('WebhookService_GetWebhook', { params: { resource_name } })
    return status === 200 ? body.webhook : null
  }

  scenario('a webhook is made, changed, renamed, imported and destroyed', [needs.webhooks], async () => {
    const url = bench.receiver.at('/terraform')
    const project = await bench.project()
    const applied = async (given: Given) => {
      await project.configure(block(given))
      await project.terraform(APPLY)
      await project.assertSettled()
    }
    await applied({ name: 'chat', url, token: 'one', rest: described('["revoke"]') })
    const { resource_id: id, resource_name: resourceName } = await project.attributes(ADDRESS)
    assert.equal(resourceName, `webhook/project/${bench.registry.projectId}/geo/us/webhook/chat`)
    await applied({ name: 'chat', url, token: 'two', rest: described('["revoke", "assign"]') })
    await applied({ name: 'talk', url, token: 'two', rest: described('["*"]') })
    const renamed = await known('talk')
    assert.deepEqual(
      [renamed.resource_id, renamed.enabled, renamed.description, renamed.subscriptions],
      [
        id,
        true,
        'the channel of the team',
        [{ resource_id: '', events: [{ action: '*', source: 'hashicorp.packer.version' }] }],
      ],
    )
    assert.equal(await known('chat'), null)
    assert.equal(bench.receiver.toldAt('/terraform').length, 2)

    await project.configure(block({ name: 'talk', url, rest: described('["*"]') }))
    await project.terraform(APPLY)
    await project.terraform(['state', 'rm', ADDRESS])
    await project.terraform(['import', ADDRESS, renamed.resource_name])
    await project.assertSettled()
    await project.terraform(['destroy', '-auto-approve'])
    assert.equal(await known('talk'), null)
  })

  scenario('a webhook whose receiver does not accept is refused in words', [needs.webhooks], async () => {
    bench.receiver.answer('/refusing', withStatus(403))
    const project = await bench.project()
    const given = { name: 'refused', url: bench.receiver.at('/refusing'), rest: 'description = "x"\n enabled = true' }
    await project.configure(block(given))
    const words = await project.terraform(APPLY, 1)
    assert.match(words, /Error verifying webhook configuration: localhost:\d+ answered with the status 403/)
    assert.equal(await known('refused'), null)
    await project.configure(block({ ...given, rest: 'description = "x"\n enabled = false' }))
    await project.terraform(APPLY)
    await project.assertSettled()
    assert.equal((await known('refused')).enabled, false)
  })
})
