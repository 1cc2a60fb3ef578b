import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../support/describe-port.ts'
import { aChannel, anAssignment, anSbom, at, storedVersion } from './arrange.ts'

describePort('imports', (store) => {
  test('ids are taken by what has them, of each kind, in any project', async () => {
    const { bucket, version } = await storedVersion(store())
    const build = version.builds.find(({ artifacts }) => artifacts.length > 0)
    const channel = aChannel(bucket)
    const sbom = anSbom(build!)
    await store().transaction(async ({ channels, sboms }) => {
      await channels.insert(channel)
      await sboms.put(sbom, Buffer.from('{}'))
    })
    const ids = {
      bucket: bucket.id,
      version: version.id,
      build: build!.id,
      artifact: build!.artifacts[0]!.id,
      channel: channel.id,
      sbom: sbom.id,
    } as const
    for (const [kind, id] of Object.entries(ids) as [keyof typeof ids, string][])
      assert.deepEqual(await store().imports.listTaken(kind, ['free', id, 'free as well']), [id], kind)
    assert.deepEqual(await store().imports.listTaken('version', []), [])
    assert.deepEqual(await store().imports.listTaken('version', [bucket.id]), [])
  })

  test('lines of history come beside those that are there, and no channel moves', async () => {
    const { bucket, version } = await storedVersion(store())
    const channel = aChannel(bucket, { version: null })
    const known = anAssignment(channel, { version: null, assignedAt: at(2) })
    await store().transaction(async ({ channels }) => {
      await channels.insert(channel)
      await channels.assign([known])
    })
    const lines = [
      anAssignment(channel, { version, assignedAt: at(1) }),
      anAssignment(channel, { version, assignedAt: at(2) }),
      anAssignment(channel, { version: null, assignedAt: at(3) }),
    ]

    assert.equal(await store().transaction(({ imports }) => imports.addHistory(channel.id, lines)), 2)
    assert.equal(await store().transaction(({ imports }) => imports.addHistory(channel.id, lines)), 0)

    const page = { size: null, order: [{ field: 'assignedAt', descending: false }], edge: null } as const
    const { items } = await store().channels.listAssignmentOutlines(channel.id, page)
    const history = await Array.fromAsync(items, ({ version: held, assignedAt }) => [held?.id ?? null, assignedAt])
    assert.deepEqual(history, [
      [version.id, at(1)],
      [null, at(2)],
      [null, at(3)],
    ])
    assert.equal((await store().channels.list(bucket.id))[0]?.version, null)
  })
})
