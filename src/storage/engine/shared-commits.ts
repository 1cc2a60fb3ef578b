// Lets transactions share a commit. A commit waits for the disk, and where transactions run one after another, every
// transaction that is due waits with it. So those that arrived meanwhile run in one transaction, each in a savepoint. One that
// fails is rolled back to its savepoint, and none learns its result before the common commit. If that commit fails, nothing
// that any of them read or wrote has happened, and all of them fail with its error.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Database } from './database.ts'

export type Work<Result> = (transaction: Transaction<Schema>) => Promise<Result>

export interface SharedCommits {
  readonly run: <Result>(work: Work<Result>) => Promise<Result>
  /** Resolves when no transaction is under way. */
  readonly idle: () => Promise<void>
}

// A larger group would keep reads and other processes waiting.
const LARGEST_GROUP = 16

interface Member {
  /** Runs the work. Undoes it when it fails, and throws only errors that end the whole group. */
  readonly take: (transaction: Transaction<Schema>) => Promise<void>
  /** Settles the caller's promise with the result of the work, or its error. */
  readonly settle: () => void
  readonly fail: (reason: unknown) => void
}

export function sharedCommits({ writer, tidy }: Pick<Database, 'writer' | 'tidy'>): SharedCommits {
  const waiting: Member[] = []
  let running: Promise<void> | null = null

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      // Requests that arrived during the last commit are read only now.
      await nextTurn()
      await runGroup(writer, waiting.splice(0, LARGEST_GROUP))
      await tidy()
    }
    running = null
  }

  return {
    run: <Result>(work: Work<Result>) => {
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      waiting.push(member(work, resolve, reject))
      running ??= runAll()
      return promise
    },
    idle: async () => running ?? undefined,
  }
}

async function runGroup(writer: Kysely<Schema>, group: readonly Member[]): Promise<void> {
  try {
    await writer.transaction().execute(async (transaction) => {
      for (const { take } of group) await take(transaction)
    })
  } catch (reason) {
    for (const { fail } of group) fail(reason)
    return
  }
  for (const { settle } of group) settle()
}

const begin = CompiledQuery.raw('savepoint work')
const undo = CompiledQuery.raw('rollback to savepoint work')
const keep = CompiledQuery.raw('release savepoint work')

function member<Result>(
  work: Work<Result>,
  resolve: (result: Result) => void,
  fail: (reason: unknown) => void,
): Member {
  let settle = () => {
    fail(new Error('the work was not run'))
  }
  return {
    fail,
    settle: () => {
      settle()
    },
    take: async (transaction) => {
      await transaction.executeQuery(begin)
      try {
        const result = await work(transaction)
        settle = () => {
          resolve(result)
        }
      } catch (reason) {
        // Some errors have rolled back the whole transaction; then this error is the one to report.
        await transaction.executeQuery(undo).catch(() => {
          throw reason
        })
        settle = () => {
          fail(reason)
        }
      }
      await transaction.executeQuery(keep)
    },
  }
}
