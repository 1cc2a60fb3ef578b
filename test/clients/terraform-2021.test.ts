// What the hcp_packer_* objects of providers up to 0.83 do to the registry, and how they handle its responses: they use packer 2021-04-30,
// and up to 0.81 nothing else.
import assert from 'node:assert/strict'
import { assign, type BucketScene, completeVersion, newBucket, newChannel } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { describeTerraform, type Need, needs } from './terraform-bench.ts'

const APPLY = ['apply', '-auto-approve']
const DESTROY = ['destroy', '-auto-approve']

const has = (kind: 'data_source_schemas' | 'resource_schemas', name: string): Need => ({
  what: `the ${kind === 'resource_schemas' ? 'resource' : 'data source'} ${name}`,
  isMet: (schema) => name in schema[kind],
})
const iterationSource = has('data_source_schemas', 'hcp_packer_iteration')
const imageSource = has('data_source_schemas', 'hcp_packer_image')
const imageIterationSource = has('data_source_schemas', 'hcp_packer_image_iteration')
const bucketNames = has('data_source_schemas', 'hcp_packer_bucket_names')
const runTask = has('resource_schemas', 'hcp_packer_run_task')
const channels: Need = {
  what: 'channels that are managed through packer 2021-04-30',
  isMet: (schema) => 'hcp_packer_channel' in schema.resource_schemas && !needs.dataSources2023.isMet(schema),
}
const assignments: Need = {
  what: 'assignments by iteration',
  isMet: (schema) => 'iteration_id' in (schema.resource_schemas.hcp_packer_channel_assignment?.block.attributes ?? {}),
}

const restrictions: Need = {
  what: 'channels whose restriction can be configured',
  isMet: (schema) => schema.resource_schemas.hcp_packer_channel?.block.attributes.restricted.optional === true,
}

type Fields = Readonly<Record<string, string | number | boolean>>

const block = (kind: string, type: string, fields: Fields) =>
  `${kind} "hcp_packer_${type}" "it" {\n${Object.entries(fields)
    .map(([field, value]) => `  ${field} = ${JSON.stringify(value)}\n`)
    .join('')}}\n`

describeTerraform((bench) => {
  const { scenario } = bench
  const heldBy = async (bucket: BucketScene, channel_name: string): Promise<string | null> =>
    (await bucket.ok('GetChannel', { params: { channel_name } })).channel.version?.fingerprint ?? null
  /** Two complete versions, the second of them on `production`. */
  async function promoted(
    name: string,
  ): Promise<{ readonly bucket: BucketScene; readonly one: Json; readonly two: Json }> {
    const bucket = await newBucket(bench.registry.admin, name)
    const [one, two] = [await completeVersion(bucket, 'one'), await completeVersion(bucket, 'two')]
    await newChannel(bucket, 'production', 'two')
    return { bucket, one, two }
  }
  const image = { cloud_provider: 'packer.file', region: 'output' }

  scenario('an iteration is read by its channel', [iterationSource], async () => {
    const { two } = await promoted('iteration')
    const project = await bench.project()
    await project.configure(block('data', 'iteration', { bucket_name: 'iteration', channel: 'production' }))
    await project.terraform(APPLY)
    const { id, ulid, fingerprint, author_id, created_at, updated_at, revoke_at, project_id, organization_id } =
      await project.attributes('data.hcp_packer_iteration.it')
    assert.deepEqual(
      { id, ulid, fingerprint, author_id, created_at, updated_at, revoke_at },
      {
        id: two.id,
        ulid: two.id,
        fingerprint: 'two',
        author_id: two.author_id,
        created_at: two.created_at,
        updated_at: two.updated_at,
        revoke_at: null,
      },
    )
    assert.deepEqual([project_id, organization_id], [bench.registry.projectId, bench.registry.organizationId])
    await project.assertSettled()
  })

  scenario('an image is read by its iteration and by its channel', [imageSource], async () => {
    const { one, two } = await promoted('image')
    const project = await bench.project()
    const read = async (key: Fields) => {
      await project.configure(block('data', 'image', { bucket_name: 'image', ...image, ...key }))
      await project.terraform(APPLY)
      const found = await project.attributes('data.hcp_packer_image.it')
      return [
        found.cloud_image_id,
        found.build_id,
        found.id,
        found.component_type,
        found.packer_run_uuid,
        found.revoke_at,
      ]
    }
    const expected = ({ builds: [build], fingerprint }: Json) => [
      `${fingerprint as string}.img`,
      build.id,
      build.artifacts[0].id,
      'file.image',
      build.packer_run_uuid,
      null,
    ]
    assert.deepEqual(await read({ iteration_id: one.id as string }), expected(one))
    assert.deepEqual(await read({ channel: 'production', component_type: 'file.image' }), expected(two))
    await project.assertSettled()
    await project.configure(
      block('data', 'image', { bucket_name: 'image', ...image, region: 'x', channel: 'production' }),
    )
    assert.match(await project.terraform(APPLY, 1), /Unable to load image|Could not find image/)
  })

  scenario('an iteration is read with its builds and images', [imageIterationSource], async () => {
    const { two } = await promoted('builds')
    const project = await bench.project()
    await project.configure(block('data', 'image_iteration', { bucket_name: 'builds', channel: 'production' }))
    await project.terraform(APPLY)
    const found = await project.attributes('data.hcp_packer_image_iteration.it')
    assert.deepEqual([found.id, found.incremental_version, found.created_at], [two.id, 2, two.created_at])
    const [build] = two.builds
    assert.deepEqual(found.builds, [
      {
        id: build.id,
        component_type: 'file.image',
        cloud_provider: 'packer.file',
        status: 'DONE',
        packer_run_uuid: build.packer_run_uuid,
        labels: {},
        images: [
          {
            id: build.artifacts[0].id,
            image_id: 'two.img',
            region: 'output',
            created_at: build.artifacts[0].created_at,
          },
        ],
        created_at: build.created_at,
        updated_at: build.updated_at,
      },
    ])
  })

  scenario('what is revoked is still read, with the date', [iterationSource, imageSource], async () => {
    const { bucket } = await promoted('revoked')
    const body = { revoke_in: '0s', disable_rollback_channels: true }
    const { version } = await bucket.ok('UpdateVersion', { params: { fingerprint: 'two' }, body })
    const project = await bench.project()
    const at = { bucket_name: 'revoked', channel: 'production' }
    await project.configure(block('data', 'iteration', at) + block('data', 'image', { ...at, ...image }))
    await project.terraform(APPLY)
    for (const type of ['iteration', 'image'])
      assert.equal((await project.attributes(`data.hcp_packer_${type}.it`)).revoke_at, version.revoke_at)
  })

  scenario('a channel without an iteration and one that does not exist are errors', [iterationSource], async () => {
    const bucket = await newBucket(bench.registry.admin, 'unassigned')
    await newChannel(bucket, 'production', '')
    const project = await bench.project()
    const attempt = async (bucket_name: string, channel: string) => {
      await project.configure(block('data', 'iteration', { bucket_name, channel }))
      return project.terraform(APPLY, 1)
    }
    assert.match(await attempt('unassigned', 'production'), /no iteration information found for the specified channel/)
    assert.match(await attempt('unassigned', 'nowhere'), /channel \\*"nowhere\\*" does not exist/)
    assert.match(await attempt('not-there', 'latest'), /bucket \\*"not-there\\*" does not exist/)
  })

  scenario('the names of all buckets are read, in order', [iterationSource, bucketNames], async () => {
    for (const name of ['named-b', 'named-a']) await newBucket(bench.registry.admin, name)
    const project = await bench.project()
    await project.configure(block('data', 'bucket_names', {}))
    await project.terraform(APPLY)
    const { names } = await project.attributes('data.hcp_packer_bucket_names.it')
    const ours = (names as string[]).filter((name) => name.startsWith('named-'))
    assert.deepEqual(ours, ['named-a', 'named-b'])
  })

  scenario('a channel is made, imported and destroyed', [channels], async () => {
    const { bucket } = await promoted('channel')
    const project = await bench.project()
    const staging = block('resource', 'channel', { name: 'staging', bucket_name: 'channel' })
    await project.configure(staging)
    await project.terraform(APPLY)
    const made = (await bucket.ok('GetChannel', { params: { channel_name: 'staging' } })).channel
    const state = await project.attributes('hcp_packer_channel.it')
    assert.deepEqual(
      [state.id, state.author_id, state.created_at, state.updated_at, state.restricted],
      [made.id, 'admin', made.created_at, made.updated_at, false],
    )
    await project.assertSettled()
    await project.terraform(['state', 'rm', 'hcp_packer_channel.it'])
    assert.match(await project.terraform(APPLY, 1), /channel (\\*"staging\\*" )?already exists/)
    await project.terraform(['import', 'hcp_packer_channel.it', 'channel:staging'])
    await project.assertSettled()
    await project.terraform(DESTROY)
    await bucket.refused('GetChannel', 5, { params: { channel_name: 'staging' } })
  })

  scenario(
    'a channel is shown and hidden, and so is `latest`, which is adopted',
    [channels, restrictions],
    async () => {
      const { bucket } = await promoted('restricted')
      const project = await bench.project()
      for (const name of ['staging', 'latest']) {
        for (const restricted of [false, true, false]) {
          await project.configure(block('resource', 'channel', { name, bucket_name: 'restricted', restricted }))
          await project.terraform(APPLY)
          const { channel } = await bucket.ok('GetChannel', { params: { channel_name: name } })
          assert.equal(channel.restricted, restricted)
          await project.assertSettled()
        }
        await project.terraform(DESTROY)
      }
      assert.equal(await heldBy(bucket, 'latest'), 'two')
      await bucket.refused('GetChannel', 5, { params: { channel_name: 'staging' } })
    },
  )

  scenario('an assignment by any of the keys is made, changed, repaired and taken back', [assignments], async () => {
    const { bucket, one, two } = await promoted('assigned')
    await newChannel(bucket, 'staging', '')
    const project = await bench.project()
    const assigned = async (key: Fields, expected: Json) => {
      await project.configure(
        block('resource', 'channel_assignment', { bucket_name: 'assigned', channel_name: 'staging', ...key }),
      )
      await project.terraform(APPLY)
      assert.equal(await heldBy(bucket, 'staging'), expected?.fingerprint ?? null)
      const state = await project.attributes('hcp_packer_channel_assignment.it')
      assert.deepEqual(
        [state.iteration_id, state.iteration_fingerprint, state.iteration_version],
        expected
          ? [expected.id, expected.fingerprint, Number((expected.name as string).slice(1))]
          : ['none', 'none', 0],
      )
      await project.assertSettled()
    }
    await assigned({ iteration_id: one.id as string }, one)
    await assigned({ iteration_id: two.id as string }, two)
    await assigned({ iteration_id: 'none' }, null)
    await assigned({ iteration_fingerprint: 'one' }, one)
    await assigned({ iteration_version: 2 }, two)
    await assigned({ iteration_version: 0 }, null)
    await assigned({ iteration_version: 1 }, one)
    await assigned({ iteration_fingerprint: 'none' }, null)

    await assign(bucket, 'staging', 'two')
    assert.match(await project.terraform(['plan', '-detailed-exitcode'], 2), /1 to change/)
    await assigned({ iteration_fingerprint: 'none' }, null)

    await assigned({ iteration_id: one.id as string }, one)
    await project.terraform(['state', 'rm', 'hcp_packer_channel_assignment.it'])
    assert.match(await project.terraform(APPLY, 1), /already has an assigned iteration/)
    await project.terraform(['import', 'hcp_packer_channel_assignment.it', 'assigned:staging'])
    await project.assertSettled()
    await project.terraform(DESTROY)
    assert.equal(await heldBy(bucket, 'staging'), null)
  })

  scenario('what cannot be assigned is refused in words that reach the terminal', [assignments], async () => {
    const { bucket } = await promoted('refusing')
    await newChannel(bucket, 'staging', '')
    const project = await bench.project()
    const configure = (channel_name: string, key: Fields) =>
      project.configure(block('resource', 'channel_assignment', { bucket_name: 'refusing', channel_name, ...key }))
    const attempt = async (channel_name: string, key: Fields) => {
      await configure(channel_name, key)
      return project.terraform(APPLY, 1)
    }
    // The provider looks up a number only when it changes one.
    await configure('staging', { iteration_id: 'none' })
    await project.terraform(APPLY)
    const unknown = 'does not exist'
    assert.match(await attempt('staging', { iteration_id: 'nope' }), new RegExp(`\\(id: nope\\) ${unknown}`))
    assert.match(
      await attempt('staging', { iteration_fingerprint: 'nope' }),
      new RegExp(`\\(fingerprint: nope\\) ${unknown}`),
    )
    assert.match(
      await attempt('staging', { iteration_version: 99 }),
      new RegExp(`\\(incremental_version: 99\\) ${unknown}`),
    )
    assert.match(await attempt('latest', { iteration_version: 0 }), /is managed by HCP Packer/)
    assert.equal(await heldBy(bucket, 'staging'), null)
  })

  scenario('the run task has one key until it is regenerated', [iterationSource, runTask], async () => {
    const project = await bench.project()
    const known = async () => {
      const params = { task_type: 'validation' }
      const { api_url, hmac_key } = await bench.registry.admin.ok('PackerService_GetRegistryTFCRunTaskAPI', { params })
      return [api_url, hmac_key] as unknown[]
    }
    const apply = async (fields: Fields) => {
      await project.configure(block('data', 'run_task', {}) + block('resource', 'run_task', fields))
      await project.terraform(APPLY)
      const { endpoint_url, hmac_key } = await project.attributes('hcp_packer_run_task.it')
      assert.deepEqual([endpoint_url, hmac_key], await known())
      return hmac_key as string
    }
    const first = await apply({})
    assert.equal((await project.attributes('data.hcp_packer_run_task.it')).hmac_key, first)
    await project.assertSettled()
    assert.notEqual(await apply({ regenerate_hmac: true }), first)
  })

  scenario(
    'one configuration reads through one API what it writes through the other',
    [iterationSource, needs.dataSources2023],
    async () => {
      const { bucket, two } = await promoted('mixed')
      const project = await bench.project()
      const at = { bucket_name: 'mixed' }
      await project.configure(`${block('data', 'iteration', { ...at, channel: 'production' })}
resource "hcp_packer_channel" "it" {
  name        = "mirrored"
  bucket_name = "mixed"
}
resource "hcp_packer_channel_assignment" "it" {
  bucket_name         = "mixed"
  channel_name        = hcp_packer_channel.it.name
  version_fingerprint = data.hcp_packer_iteration.it.fingerprint
}
data "hcp_packer_image" "it" {
  bucket_name    = "mixed"
  channel        = hcp_packer_channel_assignment.it.channel_name
  cloud_provider = "packer.file"
  region         = "output"
}
data "hcp_packer_version" "it" {
  bucket_name  = "mixed"
  channel_name = hcp_packer_channel_assignment.it.channel_name
}
`)
      await project.terraform(APPLY)
      assert.equal(await heldBy(bucket, 'mirrored'), 'two')
      const [iteration, version, found] = await Promise.all(
        ['iteration', 'version', 'image'].map((type) => project.attributes(`data.hcp_packer_${type}.it`)),
      )
      assert.deepEqual([iteration.ulid, version.id, found.build_id], [two.id, two.id, two.builds[0].id])
      for (const field of ['fingerprint', 'author_id', 'created_at', 'updated_at'])
        assert.equal(iteration[field], version[field], field)
      await project.assertSettled()
      await project.terraform(DESTROY)
      await bucket.refused('GetChannel', 5, { params: { channel_name: 'mirrored' } })
    },
  )
})
