// A machine image from its build to its boot: Packer builds it with QEMU, in a release that knows no registry; assay registers it from
// Packer's manifest, promotes it and finds it; and the image that was found is booted.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { asking } from '../support/asking.ts'
import { bootableDisk } from '../support/bootable-disk.ts'
import { databases } from '../support/databases.ts'
import { startRegistry } from '../support/registry.ts'
import { findBuilder } from './packer-binaries.ts'
import { workspaces } from './stock-client.ts'

const QEMU = 'qemu-system-x86_64'
const runs = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

const packer = findBuilder()
const missing = [
  ...(packer === null ? ['packer before 1.10, which has the builder of QEMU in it'] : []),
  ...[QEMU, 'qemu-img'].filter((program) => !runs(program)),
]

/** Packer starts the disk, and waits until the machine powers itself off. */
const template = {
  builders: [
    {
      type: 'qemu',
      vm_name: 'golden.img',
      output_directory: 'output',
      ...{ iso_url: 'disk.img', iso_checksum: 'none', disk_image: true, format: 'raw', disk_interface: 'ide' },
      ...{ skip_compaction: true, skip_resize_disk: true, disk_size: '1M', memory: 32 },
      ...{ accelerator: 'tcg', headless: true, disable_vnc: true, communicator: 'none', boot_wait: '-1s' },
    },
  ],
  'post-processors': [{ type: 'manifest', output: 'packer-manifest.json' }],
}

/** What the machine writes to its serial port until it powers itself off. */
async function serialOf(disk: string): Promise<string> {
  const machine = ['-machine', 'pc,accel=tcg', '-m', '32', '-nodefaults', '-display', 'none', '-no-reboot']
  const parts = ['-serial', 'stdio', '-drive', `file=${disk},format=raw,if=ide,snapshot=on`]
  const { stdout } = await promisify(execFile)(QEMU, [...machine, ...parts], { timeout: 60_000 })
  return stdout
}

test(
  'an image that Packer has built with QEMU is published, promoted, found and started',
  { skip: missing.length > 0 && `what builds and starts images is missing: ${missing.join(', ')}` },
  async (t) => {
    const registry = await startRegistry(databases()[0]!)
    t.after(() => registry.close())
    const assay = await asking(registry)
    t.after(() => assay.remove())
    const clients = await workspaces({ CHECKPOINT_DISABLE: '1' })
    t.after(() => clients.remove())
    const line = `golden ${randomUUID()}`
    const { directory, run } = await clients.create({ 'template.json': JSON.stringify(template) })
    const source = join(directory, 'disk.img')
    await writeFile(source, bootableDisk(line))

    const built = await run([packer?.binary ?? '', 'build', '-color=false', 'template.json'])
    assert.equal(built.exitCode, 0, built.output)
    assert.equal(await serialOf(source), '', 'only the build starts the disk so that it keeps something')

    const manifest = join(directory, 'packer-manifest.json')
    const { last_run_uuid: fingerprint } = JSON.parse(await readFile(manifest, 'utf8')) as {
      readonly last_run_uuid: string
    }
    assert.equal(
      await assay.says(t, `publish --bucket golden --manifest ${manifest} --channel test`),
      `Published golden@v1 (${fingerprint}): qemu output golden.img. Created golden@test, which points at it.\n`,
    )
    await assay.says(t, 'channel create golden@production')
    await assay.says(t, 'channel promote golden --from test --to production')
    const identifier = await assay.says(t, 'artifact url golden@production --platform qemu --region output')

    const began = performance.now()
    const serial = await serialOf(join(directory, 'output', identifier.trim()))
    t.diagnostic(`Packer ${packer?.version ?? ''}; started and ended in ${Math.round(performance.now() - began)} ms`)
    assert.equal(serial, `${line}\r\n`)
  },
)
