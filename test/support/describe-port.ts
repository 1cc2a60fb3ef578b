// Runs one suite for a storage port on every database. It fails when the suite never calls a method of the port on one
// of them, so that no method can be added without a test.
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import type { Ports } from '../../src/domain/store.ts'
import type { OpenStore } from '../../src/storage/open.ts'
import { databases } from './databases.ts'

/** `body` registers tests. Each gets the store only when it runs, and uses a project of its own. */
export function describePort(port: keyof Ports, body: (store: () => OpenStore) => void): void {
  for (const database of databases())
    describe(`${port} on ${database.name}`, () => {
      const called = new Set<string>()
      let recorded: OpenStore | undefined
      const store = () => recorded ?? assert.fail('the store is not open')

      before(async () => {
        recorded = recording(await database.open(), port, called)
      })
      after(async () => {
        await store().close()
        const forgotten = Object.keys(store()[port]).filter((method) => !called.has(method))
        assert.deepEqual(forgotten, [], `no test calls these methods of ${port}`)
      })
      body(store)
    })
}

function recording(store: OpenStore, port: keyof Ports, called: Set<string>): OpenStore {
  const recordPort = <Given extends Ports>(ports: Given): Given => ({
    ...ports,
    [port]: new Proxy(ports[port], {
      get(target, method, receiver): unknown {
        called.add(String(method))
        return Reflect.get(target, method, receiver)
      },
    }),
  })
  return { ...recordPort(store), transaction: (work) => store.transaction((tx) => work(recordPort(tx))) }
}
