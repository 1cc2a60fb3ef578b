// The promise of the README: start the server, source the file that it names, run stock clients.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { readClientVariables } from '../../src/cli/client-variables.ts'
import { COMMAND } from '../support/command.ts'
import { isAtLeast } from './dotted-version.ts'
import { startFence } from './fence.ts'
import { findPackers, noPacker } from './packer-binaries.ts'
import { hclTemplate } from './packer-template.ts'
import { assertExit, workspaces } from './stock-client.ts'
import { needs } from './terraform-bench.ts'
import { findProviders, overrideProvider, providerSchema, REQUIRED_PROVIDER } from './terraform-binaries.ts'

const packer = findPackers().find(({ version }) => isAtLeast(version, '1.10.1'))
const { providers } = findProviders()

const LATEST = `${REQUIRED_PROVIDER}
data "hcp_packer_version" "latest" {
  bucket_name  = "from-nothing"
  channel_name = "latest"
}
output "name" {
  value = data.hcp_packer_version.latest.name
}
`

test(
  'the file of a first start alone points stock clients at the server',
  { skip: packer ? false : noPacker },
  async (t) => {
    const fence = await startFence()
    t.after(() => fence.close())
    const places = await workspaces({ ...fence.environment, PACKER_PLUGIN_PATH: '/nonexistent' })
    t.after(() => places.remove())
    const place = await places.create({
      'image/image.pkr.hcl': hclTemplate(packer?.version ?? '', { bucket: 'from-nothing', sources: ['one', 'two'] }),
      'main.tf': REQUIRED_PROVIDER,
    })
    const data = join(place.directory, 'data')
    const server = await place.start([
      process.execPath,
      COMMAND,
      'serve',
      '--listen',
      '127.0.0.1:0',
      '--data-dir',
      data,
    ])
    t.after(async () => {
      server.signal('SIGTERM')
      assertExit(await server.finished, 0)
    })
    const said = await server.says(`source '${data}/credentials.env'`)
    const written = readClientVariables(await readFile(join(data, 'credentials.env'), 'utf8'))
    // Output that is not a terminal may be stored, so the secret is not written there.
    assert.ok(!said.includes(written.get('HCP_CLIENT_SECRET') ?? assert.fail('no secret')))

    const script = `. "$1"; shift; exec "$@"`
    const sourced = ['sh', '-c', script, 'sh', join(data, 'credentials.env')]
    const built = await place.run([...sourced, packer?.binary ?? '', 'build', 'image'])
    assertExit(built, 0)
    assert.match(built.output, /Published metadata to HCP Packer registry packer\/from-nothing\/versions\//)

    // Old providers call this host whatever the file says.
    const mayLeaveFor = new Set<string>()
    const readBack = await Promise.all(
      providers.map(async (binary) => {
        const override = await overrideProvider(binary)
        t.after(() => override.remove())
        const { environment } = override
        const schema = await providerSchema(place, environment)
        if (!needs.statusCheckCanBeSkipped.isMet(schema)) mayLeaveFor.add('status.hashicorp.com:443')
        if (!needs.dataSources2023.isMet(schema)) return false
        const own = await places.create({ 'main.tf': LATEST })
        const read = await own.run([...sourced, 'terraform', 'apply', '-auto-approve'], environment)
        assertExit(read, 0)
        assert.match(read.output, /^name = "v1"$/m)
        return true
      }),
    )
    if (!readBack.includes(true)) t.diagnostic('Terraform read nothing back: there is no hcp provider that could')
    const left = fence.attempts.filter((address) => !mayLeaveFor.has(address))
    assert.deepEqual(left, [], 'calls that left for elsewhere')
  },
)
