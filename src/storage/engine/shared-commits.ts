// A commit waits for the disk, and where transactions run one after another, all that are due wait with it. So those that
// came meanwhile run in one: each in a savepoint, which is all that it undoes when it fails, and none is told of its end
// before their common commit. If that fails, nothing that any of them saw or did has happened, and all are told so.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Database } from './database.ts'

export type Work<Result> = (transaction: Transaction<Schema>) => Promise<Result>

export interface SharedCommits {
  readonly run: <Result>(work: Work<Result>) => Promise<Result>
  /** When nothing is under way. */
  readonly idle: () => Promise<void>
}

// More would keep reads and other processes waiting.
const LARGEST_GROUP = 16

interface Member {
  /** Leaves no trace when its work fails; throws only what ends the whole group. */
  readonly take: (transaction: Transaction<Schema>) => Promise<void>
  /** Tells how its work ended. */
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
        // Some errors have undone the whole transaction, and then this is the one to tell.
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
