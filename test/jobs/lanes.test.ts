import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../src/domain/clock.ts'
import { lanes } from '../../src/jobs/lanes.ts'
import { stillClock } from '../support/identity.ts'
import { until } from '../support/until.ts'

interface Item {
  readonly owner: string
  readonly name: string
}

const many = (count: number, owner: string): readonly Item[] =>
  Array.from({ length: count }, (_, n) => ({ owner, name: `${owner}-${n}` }))

/** Lanes for items that are all due, in this order, and that hang until the test releases them. */
function arrange(items: readonly Item[], most: number) {
  const waiting = [...items]
  const clock = stillClock()
  const underWay = new Map<string, () => void>()
  const asked: { claim: readonly string[]; nextAt: readonly string[] } = { claim: [], nextAt: [] }
  const worker = lanes<Item>({
    most,
    clock,
    claimMs: 1000,
    ownerOf: ({ owner }) => owner,
    claim: async (times, except) => {
      times()
      asked.claim = except
      const found = waiting.findIndex(({ owner }) => !except.includes(owner))
      return found === -1 ? undefined : waiting.splice(found, 1)[0]
    },
    bringForward: async () => undefined,
    nextAt: async (except): Promise<Instant | undefined> => {
      asked.nextAt = except
      return waiting.some(({ owner }) => !except.includes(owner)) ? clock.now() : undefined
    },
    work: ({ name }) =>
      new Promise((resolve) => {
        underWay.set(name, () => {
          underWay.delete(name)
          resolve()
        })
      }),
    onFailure: (_, error) => assert.fail(String(error)),
    onTrouble: (error) => assert.fail(String(error)),
  })
  const isUnderWay = (name: string) => underWay.has(name)
  const of = (owner: string) => [...underWay.keys()].filter((name) => name.startsWith(owner))
  return { worker, waiting, asked, isUnderWay, of, underWay }
}

test('who has more to be done than there are lanes leaves some for others, and is not looked for until one of theirs is free', async () => {
  const { worker, waiting, asked, isUnderWay, of, underWay } = arrange([...many(40, 'noisy'), ...many(1, 'quiet')], 32)
  worker.start()
  await until(() => isUnderWay('quiet-0'))
  assert.equal(of('noisy').length, 16)
  await until(() => asked.nextAt.length > 0)
  assert.deepEqual([asked.claim, asked.nextAt], [['noisy'], ['noisy']], 'else it would look for it without a pause')
  underWay.get('noisy-0')?.()
  await until(() => isUnderWay('noisy-16'))
  assert.equal(of('noisy').length, 16)
  waiting.length = 0
  for (const end of underWay.values()) end()
  await worker.stop()
})

test('each who comes has half of what is left, and one lane at least while there is any', async () => {
  const { worker, waiting, of, underWay } = arrange(
    ['a', 'b', 'c', 'd', 'e'].flatMap((owner) => many(40, owner)),
    16,
  )
  worker.start()
  await until(() => of('e').length === 1)
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e'].map((owner) => of(owner).length),
    [8, 4, 2, 1, 1],
  )
  waiting.length = 0
  for (const end of underWay.values()) end()
  await worker.stop()
})
