// Runs every line that `--help` shows as an example, in the order of the commands, through a shell and the executable.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Command } from 'commander'
import { examplesOf } from '../../../src/cli/client/client-command.ts'
import { clientNouns } from '../../../src/cli/client/client-commands.ts'
import { declareProgram } from '../../../src/cli/program.ts'
import { type Asking, asking } from '../../support/asking.ts'
import {
  assign,
  completeVersion,
  doneBuild,
  newBucket,
  newBuild,
  newChannel,
  newVersion,
} from '../../support/build-sequences.ts'
import { registryEnvironment } from '../../clients/registry-environment.ts'
import { COMMAND, type Variables } from '../../support/command.ts'
import { databases } from '../../support/databases.ts'
import { reaching } from '../../support/log-receivers.ts'
import { promotedBucket } from '../../support/promoted-bucket.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const execute = promisify(execFile)

/** What the examples name: a promoted bucket, one built from it, and one to delete. */
async function furnish(registry: TestRegistry, receiver: Receiver): Promise<void> {
  const ubuntu = await promotedBucket(registry.admin, 'ubuntu')
  const fingerprintOf = (number: number) => `01PROMOTED${String(number).padStart(16, '0')}`
  for (const number of [3, 1]) await assign(ubuntu, 'production', fingerprintOf(number))
  await newChannel(ubuntu, 'old', fingerprintOf(1))
  await newVersion(ubuntu, '01UNFINISHED')
  for (const type of ['qemu.app', 'azure-arm.app']) await newBuild(ubuntu, '01UNFINISHED', { component_type: type })
  await newVersion(ubuntu, '01BUILDING')
  await newBuild(ubuntu, '01BUILDING', { component_type: 'docker.app' })
  const { version } = await ubuntu.ok('GetVersion', { params: { fingerprint: fingerprintOf(1) } })
  const app = await newBucket(registry.admin, 'app')
  await newVersion(app, '01APP')
  await newBuild(app, '01APP', { ...doneBuild('01APP'), parent_version_id: version.id as string })
  await completeVersion(await newBucket(registry.admin, 'retired'), '01RETIRED')
  await registry.admin.ok('WebhookService_CreateWebhook', {
    params: { parent_resource_name: `project/${registry.projectId}` },
    body: { name: 'pager', enabled: true, config: { url: receiver.at('/pager') } },
  })
}

const MANIFEST = {
  builds: [
    {
      name: 'ubuntu',
      builder_type: 'amazon-ebs',
      build_time: 1795800000,
      files: null,
      artifact_id: 'eu-west-1:ami-0abc',
      packer_run_uuid: '0b2c5f9e-3d0e-4f6a-9a57-1f0c2d3e4b5a',
      custom_data: null,
    },
  ],
  last_run_uuid: '0b2c5f9e-3d0e-4f6a-9a57-1f0c2d3e4b5a',
}

const COMPOSE = {
  id: '7b2c5f9e-3d0e-4f6a-9a57-1f0c2d3e4b5a',
  image_status: {
    status: 'success',
    upload_status: { status: 'success', type: 'aws', options: { ami: 'ami-0rhel', region: 'eu-west-1' } },
  },
}

const IMAGE = {
  image: {
    arn: 'arn:aws:imagebuilder:eu-west-1:123456789012:image/amazon-linux/1.0.0/1',
    name: 'amazon-linux',
    state: { status: 'AVAILABLE' },
    outputResources: { amis: [{ region: 'eu-west-1', image: 'ami-0linux', accountId: '123456789012' }] },
  },
}

/** Lines that need more programs than a shell and Assay. */
const FOR_A_SHELL = /[^\w .,:=@/-]/

const leaves = ({ commands }: Pick<Command, 'commands'>): readonly Command[] =>
  commands.flatMap((command) => (command.commands.length > 0 ? leaves(command) : [command]))

const program = await declareProgram({ isWanted: () => true, ended: () => undefined })

describe('the examples of --help', () => {
  let registry: TestRegistry
  let source: TestRegistry
  let assay: Asking
  let folder: string
  let receiver: Receiver
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-examples-'))
    const config = { path: join(folder, 'siem.ndjson'), bytes: 1_000_000, keep: 1 }
    const wanted = [{ name: 'siem', kind: 'file', config, secret: '' }] as const
    receiver = await startReceiver()
    registry = await startRegistry(databases()[0]!, { ask: receiver.ask, streams: { wanted, reach: reaching() } })
    source = await startRegistry(databases()[0]!)
    await completeVersion(await newBucket(source.admin, 'windows'), '01WINDOWS')
    const fromSource = Object.entries(registryEnvironment(source)).map(([name, value]) => [`SOURCE_${name}`, value])
    assay = await asking(registry, Object.fromEntries(fromSource) as Variables)
    await writeFile(join(folder, 'assay'), `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`, { mode: 0o755 })
    await writeFile(join(folder, 'sbom.json'), '{"bomFormat": "CycloneDX", "specVersion": "1.6"}')
    await writeFile(join(folder, 'packer-manifest.json'), JSON.stringify(MANIFEST))
    await writeFile(join(folder, 'compose.json'), JSON.stringify(COMPOSE))
    await writeFile(join(folder, 'image.json'), JSON.stringify(IMAGE))
    await furnish(registry, receiver)
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await assay.remove()
    await source.close()
    await registry.close()
    receiver.close()
  })

  for (const command of leaves(program))
    for (const line of examplesOf(command))
      test(line, async ({ signal }) => {
        // Hides the machine's other programs, so that outdated ones are not reported.
        const path = FOR_A_SHELL.test(line) ? `${folder}${delimiter}${process.env['PATH'] ?? ''}` : folder
        const running = execute('/bin/sh', ['-c', line], { cwd: folder, env: { ...assay.env, PATH: path }, signal })
        running.child.stdin?.end()
        await running.catch((error: unknown) =>
          assert.fail((error as { readonly stderr?: string }).stderr || String(error)),
        )
      })

  test('are there of every command that asks a server', () => {
    const asking = program.commands.filter((noun) => Object.hasOwn(clientNouns, noun.name()))
    const without = leaves({ commands: asking }).filter((command) => examplesOf(command).length === 0)
    assert.deepEqual(
      without.map((command) => command.name()),
      [],
    )
  })
})
