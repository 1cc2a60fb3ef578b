// Where races are decided. Writes happen only inside a transaction: one that is the only writer from its start (and may share
// its commit with the next), or one whose ports lock the bucket's row first. The guard throws when the outer store is used
// inside a transaction, which would hang or lose atomicity, and when something is written outside one.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin, Transaction } from 'kysely'
import type { Ports } from '../../domain/store.ts'
import { breathing } from '../query/batches.ts'
import type { Schema } from '../schema.ts'
import type { Database } from './database.ts'
import { retrying } from './retry.ts'
import { sharedCommits, type SharedCommits } from './shared-commits.ts'

export interface TransactionScope {
  /** Belongs on the connection of the outer ports. */
  readonly guard: KyselyPlugin
  readonly transaction: <Result>(work: (tx: Ports) => Promise<Result>) => Promise<Result>
  /** Resolves when no transaction is left that the database does not know of yet. */
  readonly idle: () => Promise<void>
}

export function transactionScope(
  database: Database,
  portsOn: (transaction: Transaction<Schema>) => Ports,
): TransactionScope {
  const { writer, capabilities } = database
  // The mark is cleared at the end, because work that a transaction started may outlive the transaction.
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

  const { run, idle } = capabilities.locksRows ? ownCommits(writer) : sharedCommits(database)

  return {
    guard,
    idle,
    async transaction(work) {
      refuseInside()
      const marked = async (transaction: Transaction<Schema>) => {
        const mark = { running: true }
        const breathe = breathing()
        try {
          return await current.run(mark, async () => {
            const result = await work(
              portsOn(transaction.withPlugin(closedAfter(mark)).withPlugin(breathingAfterQueries(breathe))),
            )
            // The commit waits for the disk, and this process with it.
            await breathe()
            return result
          })
        } finally {
          mark.running = false
        }
      }
      return retrying(capabilities.isRetryable, () => run(marked))
    },
  }
}

/** Lets other work have its turn after each query. */
const breathingAfterQueries = (breathe: () => Promise<void>): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    await breathe()
    return result
  },
})

const ownCommits = (writer: Database['writer']): SharedCommits => ({
  run: (work) => writer.transaction().setIsolationLevel('read committed').execute(work),
  idle: async () => undefined,
})

/** Keeps the ports of a transaction that is over from reaching into the next one of its group. */
const closedAfter = (mark: { readonly running: boolean }): KyselyPlugin => ({
  transformQuery({ node }) {
    if (!mark.running) throw new Error('the transaction has been committed or rolled back already')
    return node
  },
  transformResult: async ({ result }) => result,
})
