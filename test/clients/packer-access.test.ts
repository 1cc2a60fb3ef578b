// Stock Packer with a key for one bucket, as an image team has it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { hashSecret } from '../../src/auth/secret-hash.ts'
import { operatorActor } from '../../src/domain/principal/principal.ts'
import { grantRole } from '../../src/domain/principal/role/grant-role.ts'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { createServicePrincipal } from '../../src/domain/principal/service-principal/create-service-principal.ts'
import { createServicePrincipalKey } from '../../src/domain/principal/service-principal/create-service-principal-key.ts'
import { accessToken } from '../support/registry.ts'
import { databases } from '../support/databases.ts'
import { buildsOf, describePacker } from './packer-bench.ts'
import { assertExit } from './stock-client.ts'

describePacker('a key for one bucket', databases(), (bench) => {
  /** The credentials of a service principal with these roles, each on one bucket. */
  async function keyFor(name: string, held: Readonly<Record<string, Role>>) {
    const { store, clock, organizationId, projectId } = bench.registry
    const context = { actor: operatorActor, store, clock, newId }
    const home = { organizationId, projectId }
    const { id } = await createServicePrincipal(context, { home, name })
    for (const [bucketName, role] of Object.entries(held))
      await grantRole(context, { target: { type: 'bucket', projectId, bucketName }, role, principalId: id })
    const making = { hashSecret, keep: async () => undefined, limit: Infinity }
    const { clientId, clientSecret } = await createServicePrincipalKey(context, { home, id }, making)
    return { clientId, clientSecret, block: { HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret } }
  }
  const bucketWithChannel = async (name: string) => {
    const bucket = bench.bucket(name)
    await bench.registry.admin.ok('PackerService_CreateBucket', { body: { name } })
    await bucket.ok('CreateChannel', { body: { name: 'production' } })
    return bucket
  }

  test('pushes there, and points no channel', async () => {
    const bucket = await bucketWithChannel('of-a-team')
    const builder = await keyFor('builder', { 'of-a-team': 'packer.builder' })
    const registry = bench.isAtLeast('1.15.0') ? 'channels = ["production"]' : ''
    const place = await bench.workspace(bench.hcl({ bucket: 'of-a-team', sources: ['one', 'two'], registry }))
    const environment = { ...builder.block, HCP_PACKER_BUILD_FINGERPRINT: 'team-1' }
    const finished = await bench.build(place, { environment })
    if (!bench.isAtLeast('1.11.1')) {
      // These releases create the bucket before they check whether it exists.
      assertExit(finished, 1)
      assert.match(finished.words, /needs the packer\.builder or contributor role in project/)
      return
    }
    assertExit(finished, 0)
    const statuses = Object.values(await buildsOf(bucket, 'team-1')).map(({ status }) => status as string)
    assert.deepEqual(statuses, ['BUILD_DONE', 'BUILD_DONE'])
    if (registry !== '') assert.match(finished.words, /Failed assigning version `team-1` to channel `production`/)
    const production = () => bucket.ok('GetChannel', { params: { channel_name: 'production' } })
    assert.equal((await production()).channel.version, null)

    const publisher = await keyFor('publisher', { 'of-a-team': 'packer.publisher' })
    const client = bench.registry.as(await accessToken(bench.registry.anonymous, publisher))
    const params = { bucket_name: 'of-a-team', channel_name: 'production' }
    const body = { version_fingerprint: 'team-1', update_mask: 'versionFingerprint' }
    await client.ok('PackerService_UpdateChannel', { params, body })
    assert.equal((await production()).channel.version.fingerprint, 'team-1')
  })

  test('pushes to no other bucket', async () => {
    await bucketWithChannel('of-one-team')
    await bucketWithChannel('of-another-team')
    const { block } = await keyFor('other-builder', { 'of-one-team': 'packer.builder', 'of-another-team': 'viewer' })
    // Releases before 1.11.1 create the bucket before they check whether it exists.
    const isAsking = bench.isAtLeast('1.11.1')
    for (const [bucket, needed] of [
      ['of-another-team', isAsking ? 'packer.builder or contributor role in bucket' : undefined],
      ['of-nobody', isAsking ? 'viewer role in bucket' : undefined],
    ] as const) {
      const place = await bench.workspace(bench.hcl({ bucket, sources: ['one'] }))
      const finished = await bench.build(place, { environment: block })
      assertExit(finished, 1)
      assert.ok(finished.words.includes(`needs the ${needed ?? 'packer.builder or contributor role in project'}`))
    }
  })
})
