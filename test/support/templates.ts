// What tests copy because it takes long to make: a SQLite database with all tables, and certificates of a server here.
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../../src/domain/clock.ts'
import { openStore } from '../../src/storage/open.ts'
import { openTls } from '../../src/tls/open-tls.ts'
import { roomyDirectory } from './roomy-directory.ts'

export interface Templates {
  readonly sqliteFile: string
  /** With a private CA, and a certificate under it for 127.0.0.1. */
  readonly tlsDirectory: string
}

/** Names the folder of this run's. */
const FOLDER = 'ASSAY_TEST_TEMPLATES'

let ready: Promise<string> | undefined

/** Makes them for a whole run, before its test processes, which inherit where they are; answers how they go. */
export async function shareTemplates(): Promise<() => Promise<void>> {
  const folder = await makeTemplates()
  process.env[FOLDER] = folder
  return () => rm(folder, { recursive: true, force: true })
}

/** Those of the run, or without one (a single file, by hand) those of this process. */
export async function templates(): Promise<Templates> {
  return templatesIn(process.env[FOLDER] ?? (await (ready ??= makeOwn())))
}

const templatesIn = (folder: string): Templates => ({
  sqliteFile: join(folder, 'assay.db'),
  tlsDirectory: join(folder, 'tls'),
})

async function makeOwn(): Promise<string> {
  const folder = await makeTemplates()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

async function makeTemplates(): Promise<string> {
  const folder = await mkdtemp(join(await roomyDirectory(), 'assay-'))
  try {
    const { sqliteFile, tlsDirectory } = templatesIn(folder)
    const store = await openStore({ sqliteFile })
    await store.migrate()
    await store.close()
    const source = { kind: 'private-ca', directory: tlsDirectory, listenHost: '127.0.0.1', publicUrl: null } as const
    const tls = await openTls(source, systemClock, pino({ level: 'silent' }))
    tls.close()
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
