// What stock Terraform's hcp_packer_* objects do to the registry, and how they handle its responses.
import assert from 'node:assert/strict'
import { completeVersion, doneBuild, newBucket, newBuild, newVersion, updateBuild } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { describeTerraform, needs } from './terraform-bench.ts'

const NEVER = '0001-01-01T00:00:00.000Z'
const APPLY = ['apply', '-auto-approve']

const block = (kind: string, labels: readonly string[], fields: Readonly<Record<string, string | boolean>>) =>
  `${kind} ${labels.map((label) => JSON.stringify(label)).join(' ')} {\n${Object.entries(fields)
    .map(([field, value]) => `  ${field} = ${JSON.stringify(value)}\n`)
    .join('')}}\n`
const resource = (type: string, name: string, fields: Readonly<Record<string, string | boolean>>) =>
  block('resource', [`hcp_packer_${type}`, name], fields)
const data = (type: string, name: string, fields: Readonly<Record<string, string | boolean>>) =>
  block('data', [`hcp_packer_${type}`, name], fields)

describeTerraform((bench) => {
  const { scenario } = bench
  const location = () => ({
    organization_id: bench.registry.organizationId,
    project_id: bench.registry.projectId,
  })
  const channelOf = async (bucket: string, name: string): Promise<Json> =>
    (await bench.bucket(bucket).ok('GetChannel', { params: { channel_name: name } })).channel

  scenario('a bucket and a channel are made, changed and destroyed', [needs.only2023, needs.buckets], async () => {
    const project = await bench.project()
    const configuration = (restricted: boolean) =>
      `${resource('bucket', 'it', { name: 'images' })}
resource "hcp_packer_channel" "it" {
  name        = "production"
  bucket_name = hcp_packer_bucket.it.name
  restricted  = ${restricted}
}
`
    await project.configure(configuration(true))
    await project.terraform(APPLY)
    const made = (await bench.bucket('images').ok('GetBucket')).bucket
    assert.deepEqual(await project.attributes('hcp_packer_bucket.it'), {
      ...location(),
      name: 'images',
      resource_name: made.resource_name,
      created_at: made.created_at,
    })
    const production = await channelOf('images', 'production')
    assert.equal(production.restricted, true)
    assert.deepEqual(await project.attributes('hcp_packer_channel.it'), {
      ...location(),
      id: production.id,
      name: 'production',
      bucket_name: 'images',
      author_id: production.author_id,
      created_at: production.created_at,
      updated_at: production.updated_at,
      managed: false,
      restricted: true,
      timeouts: null,
    })

    await project.configure(configuration(false))
    await project.terraform(APPLY)
    assert.equal((await channelOf('images', 'production')).restricted, false)
    await project.assertSettled()
    await project.terraform(['destroy', '-auto-approve'])
    await bench.bucket('images').refused('GetBucket', 5)
  })

  scenario('an assignment is made, changed, taken back and destroyed', [needs.only2023], async () => {
    const bucket = await newBucket(bench.registry.admin, 'assigned')
    for (const fingerprint of ['first', 'second']) await completeVersion(bucket, fingerprint)
    const project = await bench.project()
    const channel = resource('channel', 'it', { name: 'production', bucket_name: 'assigned' })
    const assign = (fingerprint: string) =>
      project.configure(`${channel}
resource "hcp_packer_channel_assignment" "it" {
  bucket_name         = "assigned"
  channel_name        = hcp_packer_channel.it.name
  version_fingerprint = "${fingerprint}"
}
`)
    const assigned = async () => (await channelOf('assigned', 'production')).version?.fingerprint ?? null

    await assign('first')
    await project.terraform(APPLY)
    assert.equal(await assigned(), 'first')
    await project.assertSettled()
    await assign('second')
    await project.terraform(APPLY)
    assert.equal(await assigned(), 'second')

    await assign('doesNotExist')
    const refused = await project.terraform(APPLY, 1)
    assert.match(refused, /version with fingerprint \(fingerprint: doesNotExist\) does not exist/)
    assert.equal(await assigned(), 'second')

    await assign('none')
    await project.terraform(APPLY)
    assert.equal(await assigned(), null)
    await project.assertSettled()

    await assign('first')
    await project.terraform(APPLY)
    await project.configure(channel)
    await project.terraform(APPLY)
    assert.equal(await assigned(), null)
  })

  scenario(
    'version and artifact are found by channel, and artifacts by fingerprint',
    [needs.dataSources2023],
    async () => {
      const bucket = await newBucket(bench.registry.admin, 'found')
      const version = await completeVersion(bucket, 'found-1')
      const { builds } = version
      const project = await bench.project()
      const where = { bucket_name: 'found', platform: 'packer.file', region: 'output' }
      await project.configure(
        data('version', 'latest', { bucket_name: 'found', channel_name: 'latest' }) +
          data('artifact', 'by_channel', { ...where, channel_name: 'latest' }) +
          data('artifact', 'by_fingerprint', {
            ...where,
            version_fingerprint: 'found-1',
            component_type: 'file.image',
          }),
      )
      await project.terraform(APPLY)

      assert.deepEqual(await project.attributes('data.hcp_packer_version.latest'), {
        ...location(),
        bucket_name: 'found',
        channel_name: 'latest',
        id: version.id,
        name: 'v1',
        fingerprint: 'found-1',
        author_id: version.author_id,
        created_at: version.created_at,
        updated_at: version.updated_at,
        revoke_at: NEVER,
      })
      const [build] = builds as Json[]
      const artifact = {
        ...location(),
        ...where,
        id: build.artifacts[0].id,
        external_identifier: 'found-1.img',
        build_id: build.id,
        component_type: 'file.image',
        packer_run_uuid: build.packer_run_uuid,
        labels: {},
        created_at: build.artifacts[0].created_at,
        revoke_at: null,
      }
      const byChannel = await project.attributes('data.hcp_packer_artifact.by_channel')
      assert.deepEqual(pick(byChannel, artifact), artifact)
      assert.equal(byChannel.channel_name, 'latest')
      const byFingerprint = await project.attributes('data.hcp_packer_artifact.by_fingerprint')
      assert.deepEqual(pick(byFingerprint, artifact), artifact)
      await project.assertSettled()
    },
  )

  scenario('an artifact is found by labels', [needs.dataSources2023, needs.labels], async () => {
    const bucket = await newBucket(bench.registry.admin, 'labelled')
    await newVersion(bucket, 'labelled-1')
    // Both builds exist before either is done: with only the first, the version would already be complete.
    const made: Json[] = []
    for (const arch of ['amd64', 'arm64']) {
      const build = { component_type: `file.${arch}`, labels: { arch, team: 'a' }, status: 'BUILD_RUNNING' }
      made.push(await newBuild(bucket, 'labelled-1', build))
    }
    const done = doneBuild('labelled-1')
    for (const build of made) await updateBuild(bucket, build, 'labelled-1', done)
    const project = await bench.project()
    await project.configure(`data "hcp_packer_artifact" "arm" {
  bucket_name  = "labelled"
  channel_name = "latest"
  platform     = "packer.file"
  region       = "output"
  labels       = { arch = "arm64" }
}
`)
    await project.terraform(APPLY)
    const found = await project.attributes('data.hcp_packer_artifact.arm')
    assert.deepEqual([found.build_id, found.component_type], [made[1].id, 'file.arm64'])
  })

  scenario('the names of all buckets are read, in order', [needs.only2023], async () => {
    for (const name of ['named-b', 'named-a']) await newBucket(bench.registry.admin, name)
    const project = await bench.project()
    await project.configure(data('bucket_names', 'all', {}))
    await project.terraform(APPLY)
    const { id, names } = await project.attributes('data.hcp_packer_bucket_names.all')
    assert.equal(id, bench.registry.projectId)
    const ours = (names as string[]).filter((name) => name.startsWith('named-'))
    assert.deepEqual(ours, ['named-a', 'named-b'])
  })

  scenario(
    'a bucket and a channel that exist are refused to be made, and imported',
    [needs.only2023, needs.buckets],
    async () => {
      const bucket = await newBucket(bench.registry.admin, 'imported')
      const { channel } = await bucket.ok('CreateChannel', { body: { name: 'staging' } })
      const project = await bench.project()
      await project.configure(
        resource('bucket', 'it', { name: 'imported' }) +
          resource('channel', 'it', { name: 'staging', bucket_name: 'imported' }),
      )
      const refused = await project.terraform(APPLY, 1)
      assert.match(refused, /bucket \\*"imported\\*" already exists/)
      assert.match(refused, /terraform import/)

      const { resource_name: id, created_at: createdAt } = (await bucket.ok('GetBucket')).bucket
      await project.terraform(['import', 'hcp_packer_bucket.it', id as string])
      await project.terraform(['import', 'hcp_packer_channel.it', 'imported:staging'])
      await project.assertSettled()
      assert.equal((await project.attributes('hcp_packer_bucket.it')).created_at, createdAt)
      assert.equal((await project.attributes('hcp_packer_channel.it')).id, channel.id)
    },
  )

  scenario('the managed channel is adopted, opened and left behind', [needs.only2023], async () => {
    const bucket = await newBucket(bench.registry.admin, 'managed')
    await completeVersion(bucket, 'managed-1')
    const { updated_at: since, ...latest } = await channelOf('managed', 'latest')
    const configuration = (restricted: boolean) =>
      resource('channel', 'latest', { name: 'latest', bucket_name: 'managed', restricted })
    const project = await bench.project()
    await project.configure(configuration(false))
    await project.terraform(APPLY)
    const { id, managed } = await project.attributes('hcp_packer_channel.latest')
    assert.deepEqual({ id, managed }, { id: latest.id, managed: true })
    assert.equal((await channelOf('managed', 'latest')).restricted, false)

    await project.configure(configuration(true))
    await project.terraform(APPLY)
    await project.terraform(['destroy', '-auto-approve'])
    const { updated_at: until, ...left } = await channelOf('managed', 'latest')
    assert.deepEqual(left, latest)
    assert.ok(until > since)
  })

  scenario(
    'nothing is assigned to the managed channel, nor read from one without a version',
    [needs.only2023],
    async () => {
      const bucket = await newBucket(bench.registry.admin, 'unassigned')
      await bucket.ok('CreateChannel', { body: { name: 'empty' } })
      const [assigning, reading] = await Promise.all([bench.project(), bench.project()])
      const fields = { bucket_name: 'unassigned', channel_name: 'latest', version_fingerprint: 'any' }
      await assigning.configure(resource('channel_assignment', 'latest', fields))
      await reading.configure(data('version', 'none', { bucket_name: 'unassigned', channel_name: 'empty' }))
      const [assigned, read] = await Promise.all([assigning.terraform(APPLY, 1), reading.terraform(APPLY, 1)])
      assert.match(assigned, /managed by HCP Packer and cannot have a version assigned/)
      assert.match(read, /does not have an assigned Version/i)
    },
  )

  scenario('what was deleted elsewhere is planned anew', [needs.only2023, needs.buckets], async () => {
    await newBucket(bench.registry.admin, 'vanishing')
    const project = await bench.project()
    await project.configure(
      resource('bucket', 'it', { name: 'vanished' }) +
        resource('channel', 'it', { name: 'production', bucket_name: 'vanishing' }),
    )
    await project.terraform(APPLY)
    await bench.bucket('vanished').ok('DeleteBucket')
    await bench.bucket('vanishing').ok('DeleteChannel', { params: { channel_name: 'production' } })
    assert.match(await project.terraform(['plan', '-detailed-exitcode'], 2), /Plan: 2 to add, 0 to change/)
  })
})

/** The fields of `from` that `like` has. */
const pick = (from: Json, like: object): Json => Object.fromEntries(Object.keys(like).map((name) => [name, from[name]]))
