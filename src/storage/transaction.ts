// Where races are decided. Writes happen only inside a transaction: one that is alone in writing from its start, or one
// whose ports lock the bucket's row first. The guard turns use of the outer store inside a transaction, which would hang
// or lose atomicity, and a write outside one into errors.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin, Transaction } from 'kysely'
import type { Ports } from '../domain/store.ts'
import type { Database } from './dialect.ts'
import { retrying } from './retry.ts'
import type { Schema } from './schema.ts'

export interface TransactionScope {
  /** For the connection of the outer ports. */
  readonly guard: KyselyPlugin
  readonly transaction: <Result>(work: (tx: Ports) => Promise<Result>) => Promise<Result>
}

export function transactionScope(
  { writer, capabilities }: Database,
  portsOn: (transaction: Transaction<Schema>) => Ports,
): TransactionScope {
  // The mark is cleared at the end, because work that a transaction started may go on after it, outside of it.
  const current = new AsyncLocalStorage<{ running: boolean }>()

  const refuseInside = () => {
    if (current.getStore()?.running === true)
      throw new Error('the store was used inside a transaction of its own: use the ports that the transaction gives')
  }

  const guard: KyselyPlugin = {
    transformQuery({ node }) {
      refuseInside()
      if (node.kind !== 'SelectQueryNode') throw new Error('the store writes only inside a transaction')
      return node
    },
    transformResult: async ({ result }) => result,
  }

  return {
    guard,
    async transaction(work) {
      refuseInside()
      return retrying(capabilities.isRetryable, () =>
        writer
          .transaction()
          .setIsolationLevel('read committed')
          .execute(async (transaction) => {
            const mark = { running: true }
            try {
              return await current.run(mark, () => work(portsOn(transaction)))
            } finally {
              mark.running = false
            }
          }),
      )
    },
  }
}
