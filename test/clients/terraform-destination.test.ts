// What stock Terraform's streaming destinations do.
import assert from 'node:assert/strict'
import type { Json } from '../support/client.ts'
import { destinationsOf } from '../support/destinations.ts'
import { EXTERNAL_ID, ROLE } from '../support/fake-aws.ts'
import { describeTerraform, needs } from './terraform-bench.ts'

const block = (name: string, provider: string) => `
resource "hcp_log_streaming_destination" "it" {
  name = "${name}"
  ${provider}
}
`
const splunk = (host: string, token: string) =>
  `splunk_cloud = { endpoint = "https://${host}/services/collector/event", token = "${token}" }`
const datadog = (apiKey: string, rest = '') =>
  `datadog = { endpoint = "https://localhost:1/api/v2/logs", api_key = "${apiKey}"${rest} }`
const cloudWatch = (rest = '') =>
  `cloudwatch = { region = "us-west-2", role_arn = "${ROLE}", external_id = "${EXTERNAL_ID}"${rest} }`
const APPLY = ['apply', '-auto-approve']
const ADDRESS = 'hcp_log_streaming_destination.it'

describeTerraform((bench) => {
  const { scenario } = bench
  const { get, list } = destinationsOf(() => bench.registry)

  const run = async () => {
    const project = await bench.project()
    const applied = async (name: string, provider: string): Promise<Json> => {
      await project.configure(block(name, provider))
      await project.terraform(APPLY)
      await project.assertSettled()
      return get((await project.attributes(ADDRESS)).streaming_destination_id)
    }
    const isGone = async (id: string) => {
      await project.terraform(['destroy', '-auto-approve'])
      assert.ok(!(await list()).some((one) => one.id === id))
    }
    return { project, applied, isGone }
  }

  scenario('a destination is made, changed and destroyed: CloudWatch', [needs.destinations], async () => {
    const { project, applied, isGone } = await run()
    const made = await applied('aws', cloudWatch())
    const of = { region: 'us-west-2', role_arn: ROLE, external_id: EXTERNAL_ID }
    const { organizationId } = bench.registry
    const named = { log_group_name: '/hashicorp/assay', log_stream_name: organizationId }
    assert.deepEqual(
      [made.source, made.cloudwatch_logs_provider],
      ['DESTINATION_SOURCE_TERRAFORM', { ...of, ...named }],
    )
    assert.equal((await project.attributes(ADDRESS)).cloudwatch.log_group_name, '/hashicorp/assay')
    const changed = await applied('logs', cloudWatch(', log_group_name = "ours"'))
    assert.deepEqual(
      [changed.id, changed.name, changed.cloudwatch_logs_provider.log_group_name],
      [made.id, 'logs', 'ours'],
    )
    await isGone(made.id)
  })

  scenario('the same: Datadog, with an application key and without', [needs.destinations], async () => {
    const { applied, isGone } = await run()
    const made = await applied('dog', datadog('one', ', application_key = "of-an-application"'))
    assert.deepEqual(made.datadog_provider.authorization, {
      header: 'DD-API-KEY',
      value: '',
      extra_properties: { 'DD-APPLICATION-KEY': 'of-an-application' },
    })
    const changed = await applied('dog', datadog('two'))
    assert.deepEqual([changed.id, changed.datadog_provider.authorization.extra_properties], [made.id, null])
    await isGone(made.id)
  })

  scenario(
    'the same: Splunk, and another service instead',
    [needs.destinations, needs.splunkDestinations],
    async () => {
      const { project, applied, isGone } = await run()
      const made = await applied('siem', splunk('localhost:1', 'one'))
      assert.equal((await project.attributes(ADDRESS)).splunk_cloud.token, 'one')
      await applied('siem', splunk('localhost:1', 'two'))
      const moved = await applied('siem', datadog('one'))
      assert.deepEqual([moved.id, moved.splunk_cloud_provider], [made.id, null])
      await isGone(made.id)
    },
  )

  scenario(
    'one that is deleted elsewhere is made again, and a wrong one refused in words',
    [needs.destinations],
    async () => {
      const { project, applied, isGone } = await run()
      const made = await applied('lost', cloudWatch())
      await destinationsOf(() => bench.registry).remove(made.id)
      const again = await applied('lost', cloudWatch())
      assert.notEqual(again.id, made.id)
      await project.configure(block('lost', cloudWatch().replace('us-west-2', 'nowhere')))
      const words = await project.terraform(APPLY, 1)
      assert.match(words, /cloudwatch_logs_provider\.region: .*nowhere.* is not a region of AWS/)
      await project.configure(block('lost', cloudWatch()))
      await isGone(again.id)
    },
  )
})
