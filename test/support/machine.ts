// The machine of an operator: a database that a first start has filled, in a data directory of its own, and the commands there.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { openStore } from '../../src/storage/open.ts'
import { type Outcome, runCommand, type Server, startServer } from './command.ts'
import type { TestDatabase } from './databases.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Machine {
  readonly folder: string
  /** The words that every command there is given. */
  readonly at: readonly string[]
  readonly location: Parameters<typeof openStore>[0]
  readonly server: Server
  readonly file: (name: string) => string
  readonly run: (...words: readonly string[]) => Promise<Outcome>
  /** The same for what must succeed without a warning; answers what it says. */
  readonly says: (...words: readonly string[]) => Promise<string>
  /** The same for what must fail and say nothing else; answers why, after the name of the command. */
  readonly refuses: (...words: readonly string[]) => Promise<string>
}

export async function machine(t: TestContext, database: TestDatabase): Promise<Machine> {
  const folder = await temporaryFolder(t)
  const at = ['--data-dir', folder]
  let location: Machine['location'] = { sqliteFile: join(folder, 'assay.db') }
  if (database.name === 'postgres') {
    const place = await database.createEmpty()
    assert.ok('postgresUrl' in place.location)
    t.after(place.drop)
    location = place.location
    at.push('--database-url', place.location.postgresUrl)
  }
  const server = await startServer(t, folder, at)
  const run = (...words: readonly string[]) => runCommand(t, [...words, ...at], {})
  return {
    folder,
    at,
    location,
    server,
    file: (name) => join(folder, name),
    run,
    async says(...words) {
      const { code, stdout, stderr } = await run(...words)
      assert.deepEqual([code, stderr], [0, ''], words.join(' '))
      return stdout
    },
    async refuses(...words) {
      const { code, stdout, stderr } = await run(...words)
      assert.deepEqual([code, stdout], [1, ''], words.join(' '))
      return /^assay: (.+)\n$/.exec(stderr)?.[1] ?? assert.fail(stderr)
    },
  }
}
