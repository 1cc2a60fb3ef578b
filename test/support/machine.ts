// An operator's machine: a database that a first start has initialised, in a data directory of its own, and the commands run there.
import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { newId } from '../../src/machine/new-id.ts'
import { hashSecret } from '../../src/auth/secret-hash.ts'
import { systemClock } from '../../src/domain/clock.ts'
import type { Location } from '../../src/domain/location.ts'
import { initialiseServer } from '../../src/domain/organization/initialise-server.ts'
import { type OpenStore, openStore } from '../../src/storage/open.ts'
import { type Outcome, type Server, startServer } from './command.ts'
import type { TestDatabase } from './databases.ts'
import { perform } from './perform.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Machine {
  readonly home: Location
  readonly store: OpenStore
  readonly file: (name: string) => string
  readonly startServer: () => Promise<Server>
  /** Runs a command, whatever its outcome. */
  readonly run: (...words: readonly string[]) => Promise<Outcome>
  /** The output of a command that must succeed without a warning. */
  readonly says: (...words: readonly string[]) => Promise<string>
  /** The error of a command that must fail with no other output, without the name of the program. */
  readonly refuses: (...words: readonly string[]) => Promise<string>
}

export async function machine(t: TestContext, database: TestDatabase): Promise<Machine> {
  const { location, drop } = await database.create()
  const isFile = 'sqliteFile' in location
  const folder = isFile ? dirname(location.sqliteFile) : await temporaryFolder(t)
  const at = ['--data-dir', folder, ...(isFile ? [] : ['--database-url', location.postgresUrl])]
  const store = await openStore(location)
  t.after(async () => {
    await store.close()
    await drop()
  })
  const parts = { store, clock: systemClock, newId }
  const { organizationId, projectId } = await initialiseServer(parts, { hashSecret, keep: async () => undefined })
  return {
    home: { organizationId, projectId },
    store,
    file: (name) => join(folder, name),
    startServer: () => startServer(t, folder, at),
    run: (...words) => perform([...words, ...at]),
    async says(...words) {
      const { code, stdout, stderr } = await perform([...words, ...at])
      assert.deepEqual([code, stderr], [0, ''], words.join(' '))
      return stdout
    },
    async refuses(...words) {
      const { code, stdout, stderr } = await perform([...words, ...at])
      assert.deepEqual([code, stdout], [1, ''], words.join(' '))
      return /^assay: (.+)\n$/.exec(stderr)?.[1] ?? assert.fail(stderr)
    },
  }
}
