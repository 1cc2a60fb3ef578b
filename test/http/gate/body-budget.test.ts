import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type BodyBudget, bodyBudget } from '../../../src/http/gate/body-budget.ts'
import type { RequestRefusal } from '../../../src/http/gate/request-refusal.ts'

const budgetOf = () => bodyBudget({ inAll: 100, perAddress: 60, small: 10 })
const pass = (budget: BodyBudget, seconds: number) => {
  for (let passed = 0; passed < seconds; passed++) budget.second()
}
const stays = () => false
/** Whether there is room at once. */
const hasRoom = (room: ReturnType<BodyBudget['take']>) => {
  if (!(room instanceof Promise)) return true
  room.catch(() => undefined)
  return false
}

describe('the room for large bodies', () => {
  test('is given at once while there is some, to one address no more than its share', () => {
    const budget = budgetOf()
    assert.ok(hasRoom(budget.take(60, 'a', stays)))
    assert.ok(!hasRoom(budget.take(11, 'a', stays)))
    assert.ok(hasRoom(budget.take(40, 'b', stays)))
    assert.ok(!hasRoom(budget.take(11, 'c', stays)))
    assert.ok(hasRoom(budget.take(10, 'a', stays)), 'a small body needs none')
  })

  test('is that of a network for all its addresses of IPv6', () => {
    const budget = budgetOf()
    assert.ok(hasRoom(budget.take(60, '2001:db8::1', stays)))
    assert.ok(!hasRoom(budget.take(11, '2001:db8::2', stays)))
    assert.ok(hasRoom(budget.take(11, '2001:db8:0:1::1', stays)))
  })

  test('that is given back goes to who has waited longest, once', async () => {
    const budget = budgetOf()
    const back = await budget.take(60, 'a', stays)
    const backOfB = await budget.take(40, 'b', stays)
    const order: string[] = []
    const wait = (bytes: number, address: string) =>
      Promise.resolve(budget.take(bytes, address, stays)).then((giveBack) => {
        order.push(address)
        return giveBack
      })
    const waits = [wait(60, 'c'), wait(40, 'd'), wait(40, 'e')]
    back()
    back()
    await waits[0]
    assert.deepEqual(order, ['c'])
    backOfB()
    await waits[1]
    assert.deepEqual(order, ['c', 'd'])
    ;(await waits[0])?.()
    await waits[2]
    assert.deepEqual(order, ['c', 'd', 'e'])
  })

  test('is not given to who comes later and needs less while somebody waits for more', async () => {
    const budget = budgetOf()
    const back = await budget.take(60, 'a', stays)
    const large = Promise.resolve(budget.take(60, 'b', stays))
    const small = Promise.resolve(budget.take(20, 'c', stays))
    assert.ok(!hasRoom(budget.take(20, 'd', stays)))
    back()
    ;(await large)()
    await small
  })

  test('is given to who comes later than one who waits for his own address', async () => {
    const budget = budgetOf()
    await budget.take(60, 'a', stays)
    assert.ok(!hasRoom(budget.take(20, 'a', stays)))
    assert.ok(hasRoom(budget.take(20, 'b', stays)))
  })

  test('is given to one address in the order in which it asked', async () => {
    const budget = budgetOf()
    const back = await budget.take(40, 'a', stays)
    const large = Promise.resolve(budget.take(40, 'a', stays))
    assert.ok(!hasRoom(budget.take(20, 'a', stays)))
    back()
    await large
  })

  test('is not kept for who has gone', async () => {
    const budget = budgetOf()
    await budget.take(60, 'a', stays)
    let hasGone = false
    const large = Promise.resolve(budget.take(60, 'b', () => hasGone))
    const small = Promise.resolve(budget.take(20, 'c', stays))
    hasGone = true
    pass(budget, 1)
    await assert.rejects(large, /was closed/)
    await small
  })

  test('is given to who is next when the one before has waited for too long', async () => {
    const budget = budgetOf()
    await budget.take(60, 'a', stays)
    const large = Promise.resolve(budget.take(60, 'b', stays))
    pass(budget, 1)
    const small = Promise.resolve(budget.take(20, 'c', stays))
    pass(budget, 9)
    await assert.rejects(large)
    await small
  })

  test('is refused after ten seconds: with 8 to whose own address has it, with 14 when the server is full', async () => {
    const budget = budgetOf()
    await budget.take(60, 'a', stays)
    const own = Promise.resolve(budget.take(20, 'a', stays))
    await budget.take(40, 'b', stays)
    const others = Promise.resolve(budget.take(20, 'c', stays))
    pass(budget, 9)
    const late = Promise.resolve(budget.take(20, 'd', stays))
    late.catch(() => undefined)
    pass(budget, 1)
    const refused = (statusCode: number, code: string) => (error: RequestRefusal) => {
      assert.deepEqual([error.statusCode, error.code, error.retryAfterSeconds], [statusCode, code, 10])
      return true
    }
    await assert.rejects(own, refused(429, 'resource_exhausted'))
    await assert.rejects(others, refused(503, 'unavailable'))
    pass(budget, 9)
    await assert.rejects(late, refused(503, 'unavailable'))
  })
})
