// The conditions under which the figures hold. They are printed with the figures, because a ratio travels further than an absolute.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connect } from '../../src/storage/engine/dialect.ts'
import { median } from './median.ts'

const TMPFS = 0x01021994
const SYNCHRONOUS = ['OFF', 'NORMAL', 'FULL', 'EXTRA']

export async function conditionsOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const [cpu] = cpus()
  const { type } = await statfs(directory)
  const disk = type === TMPFS ? 'A TMPFS: SYNCS COST NOTHING, THE FIGURES OF BUILDS DO NOT COUNT' : 'a disk'
  return {
    machine: `${availableParallelism()} cores (${cpu?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`,
    'load before': loadavg()[0]?.toFixed(2) ?? 'unknown',
    node: `${process.version} on ${process.platform}`,
    SQLite: await sqliteSettings(join(directory, 'conditions.db')),
    data: `${directory}, on ${disk}; 4 KB written and synced in ${syncMilliseconds(directory).toFixed(2)} ms`,
  }
}

/** The settings of a connection that is opened as the server opens its own. */
async function sqliteSettings(sqliteFile: string): Promise<string> {
  const database = connect({ sqliteFile })
  try {
    const version = await sql<{ version: string }>`select sqlite_version() as version`.execute(database.writer)
    const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.writer)
    const level = synchronous.rows[0]?.synchronous ?? Number.NaN
    return `${version.rows[0]?.version ?? ''}, synchronous=${SYNCHRONOUS[level] ?? 'unknown'}`
  } finally {
    await database.close()
  }
}

function syncMilliseconds(directory: string): number {
  const path = join(directory, 'sync')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4096)
  const durations = Array.from({ length: 100 }, () => {
    const began = performance.now()
    writeSync(file, block)
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  rmSync(path)
  return median(durations)
}
