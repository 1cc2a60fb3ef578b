// What surrounds a build of stock Packer: finding the registry, reading from it, and building from what is in it.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { inBucket } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { buildGo, hasGo } from './go-program.ts'
import { buildsOf, describePacker } from './packer-bench.ts'
import { without } from './registry-environment.ts'
import { assertExit } from './stock-client.ts'

const dataSource = (type: string, name: string, fields: Readonly<Record<string, string>>) =>
  `data "${type}" "${name}" {\n${Object.entries(fields)
    .map(([field, value]) => `  ${field} = ${value}\n`)
    .join('')}}\n`

describePacker('data sources, discovery, bills of materials', databases().slice(0, 1), (bench) => {
  const pinned = (fingerprint: string) => ({ HCP_PACKER_BUILD_FINGERPRINT: fingerprint })

  test('a child finds its parent through data sources and is recorded as its child', async () => {
    const parent = bench.bucket('parent')
    const place = await bench.workspace(bench.hcl({ bucket: 'parent', sources: ['base', 'other'] }))
    assertExit(await bench.build(place, { environment: pinned('parent-1') }), 0)
    const created = await parent.ok('CreateChannel', { body: { name: 'production', version_fingerprint: 'parent-1' } })
    const { version } = await parent.ok('GetVersion', { params: { fingerprint: 'parent-1' } })
    const base = (await buildsOf(parent, 'parent-1'))['file.base']

    const told = {
      version_id: 'data.hcp-packer-version.parent.id',
      name: 'data.hcp-packer-version.parent.name',
      channel_id: 'data.hcp-packer-artifact.base.channel_id',
      component: 'data.hcp-packer-artifact.base.component_type',
      other: 'data.hcp-packer-artifact.by_fingerprint.external_identifier',
    }
    const labels = Object.entries(told).map(([label, value]) => `${label} = ${value}`)
    const artifact = { bucket_name: '"parent"', platform: '"packer.file"', region: '"output"' }
    const template = bench.hcl({
      bucket: 'child',
      sources: {
        'file.child': 'source = data.hcp-packer-artifact.base.external_identifier\ntarget = "output/child.txt"',
      },
      registry: `build_labels = {\n${labels.join('\n')}\n}`,
      beside: [
        dataSource('hcp-packer-version', 'parent', { bucket_name: '"parent"', channel_name: '"production"' }),
        dataSource('hcp-packer-artifact', 'base', {
          ...artifact,
          component_type: '"file.base"',
          channel_name: '"production"',
        }),
        dataSource('hcp-packer-artifact', 'by_fingerprint', {
          ...artifact,
          component_type: '"file.other"',
          version_fingerprint: 'data.hcp-packer-version.parent.fingerprint',
        }),
      ].join('\n'),
    })
    // The artifact is a file name: the child is a copy of the file.
    const childs = await bench.workspace({ ...template, 'base.txt': 'base' })
    assertExit(await bench.build(childs, { environment: pinned('child-1') }), 0)

    const child = (await buildsOf(bench.bucket('child'), 'child-1'))['file.child']
    assert.equal(child.source_external_identifier, 'base.txt')
    assert.deepEqual(child.labels, {
      version_id: version.id,
      name: 'v1',
      channel_id: created.channel.id,
      component: base.component_type,
      other: 'other.txt',
    })
    const stored = await bench.registry.store.builds.find(child.version_id as string, child.id as string)
    assert.deepEqual(
      { version: stored?.parentVersionId, channel: stored?.parentChannelId },
      { version: version.id, channel: created.channel.id },
    )
  })

  test('data sources say what is missing, and nothing is built', async () => {
    const bucket = inBucket(bench.registry.admin, 'bare')
    await bucket.client.ok('PackerService_CreateBucket', { body: { name: 'bare' } })
    await bucket.ok('CreateChannel', { body: { name: 'unassigned' } })
    const attempt = async (fields: Readonly<Record<string, string>>) => {
      const beside = dataSource('hcp-packer-version', 'missing', fields)
      const template = bench.hcl({ bucket: 'never-built', sources: ['one'], beside })
      const finished = await bench.build(await bench.workspace(template))
      assertExit(finished, 1)
      return finished.words
    }
    const [unassigned, noChannel, noBucket] = await Promise.all([
      attempt({ bucket_name: '"bare"', channel_name: '"unassigned"' }),
      attempt({ bucket_name: '"bare"', channel_name: '"nowhere"' }),
      attempt({ bucket_name: '"not-there"', channel_name: '"latest"' }),
    ])
    assert.match(unassigned, /no HCP Packer Version associated with the channel/i)
    assert.match(noChannel, /channel \\*"nowhere\\*" does not exist/)
    assert.match(noBucket, /bucket \\*"not-there\\*" does not exist/)
    await bench.bucket('never-built').refused('GetBucket', 5)
  })

  for (const missing of [['HCP_ORGANIZATION_ID'], ['HCP_PROJECT_ID'], ['HCP_ORGANIZATION_ID', 'HCP_PROJECT_ID']])
    test(`organization and project are found without ${missing.join(' and ')}`, async () => {
      const bucket = `found-${missing.map((name) => (name === 'HCP_PROJECT_ID' ? 'project' : 'org')).join('-')}`
      const place = await bench.workspace(bench.hcl({ bucket, sources: ['one'] }))
      const block = without(bench.block, ...missing)
      assertExit(await bench.build(place, { block, environment: pinned('found-1') }), 0)
      const { version } = await bench.bucket(bucket).ok('GetVersion', { params: { fingerprint: 'found-1' } })
      assert.equal(version.name, 'v1')
    })

  test('a wrong secret is refused in words that reach the terminal', async () => {
    const place = await bench.workspace(bench.hcl({ bucket: 'nobodys', sources: ['one'] }))
    const finished = await bench.build(place, { environment: { HCP_CLIENT_SECRET: 'a guess' } })
    assertExit(finished, 1)
    assert.match(finished.words, /invalid_client/)
  })

  test('a bill of materials that a provisioner fetches is kept with the build', async (t) => {
    if (!bench.isAtLeast('1.12.0') || !hasGo) {
      t.skip(
        hasGo
          ? 'hcp-sbom is there since Packer 1.12.0'
          : 'no go on the PATH to build the machine that has the document',
      )
      return
    }
    const document = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components: [] })
    const place = await bench.workspace({ 'sbom.json': document })
    const server = join(place.directory, 'scp-server')
    await buildGo('scp-server', 'build', server)
    const machine = await place.start([server, 'sbom.json'])
    t.after(async () => {
      machine.signal('SIGKILL')
      await machine.finished
    })
    const port = /on port (?<port>\d+)/.exec(await machine.says('on port'))?.groups?.['port'] ?? ''
    const connection = {
      communicator: '"ssh"',
      ssh_host: '"127.0.0.1"',
      ssh_port: port,
      ssh_username: '"packer"',
      ssh_password: '"packer"',
    }
    const source = Object.entries(connection).map(([field, value]) => `${field} = ${value}`)
    await place.write(
      bench.hcl({
        bucket: 'documented',
        sources: { 'null.machine': source.join('\n') },
        provisioners: 'provisioner "hcp-sbom" {\n    source = "/sbom.json"\n    sbom_name = "machine-bill"\n  }',
      }),
    )
    assertExit(await bench.build(place, { environment: pinned('documented-1') }), 0)

    const bucket = bench.bucket('documented')
    const build = (await buildsOf(bucket, 'documented-1'))['null.machine']
    const params = { fingerprint: 'documented-1', build_id: build.id as string, sbom_name: 'machine-bill' }
    const { sboms } = await bucket.ok('ListSboms', { params })
    assert.deepEqual(sboms, [{ id: sboms[0].id, name: 'machine-bill', format: 'CYCLONEDX' }])
    const url = new URL((await bucket.ok('GetSbom', { params })).download_url as string)
    const { body } = await bench.registry.anonymous.send({ method: 'GET', path: url.pathname + url.search })
    assert.deepEqual(body, JSON.parse(document))
  })
})
