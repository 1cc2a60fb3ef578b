import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restAfter } from '../../src/machine/rest-after.ts'
import { stand, took } from '../support/stand.ts'

test('a piece is followed by ten times its time while others keep the event loop busy, and by half a second at most', async () => {
  let turn: NodeJS.Immediate
  const keepBusy = () => {
    stand(2)
    turn = setImmediate(keepBusy)
  }
  keepBusy()
  try {
    const short = await took(() => restAfter(20))
    assert.ok(short >= 195 && short < 450, `${short} ms`)
    const long = await took(() => restAfter(60_000))
    assert.ok(long >= 495 && long < 10_000, `${long} ms`)
  } finally {
    clearImmediate(turn!)
  }
})

test('a piece that alone kept the event loop busy is followed by a moment', async () => {
  stand(150)
  const waited = await took(() => restAfter(150))
  assert.ok(waited < 450, `${waited} ms`)
})
