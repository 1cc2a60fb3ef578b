// What tests copy because it takes long to create: a SQLite database with all tables, and certificates for a server on
// this machine.
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
  /** Contains a private CA, and a certificate signed by it for 127.0.0.1. */
  readonly tlsDirectory: string
}

/** The variable that names this run's folder. */
const FOLDER = 'ASSAY_TEST_TEMPLATES'

let ready: Promise<string> | undefined

/**
 * Creates the templates for a whole run. Called before its test processes start, which inherit the folder; returns the
 * function that removes it.
 */
export async function shareTemplates(): Promise<() => Promise<void>> {
  const folder = await makeTemplates()
  process.env[FOLDER] = folder
  return () => rm(folder, { recursive: true, force: true })
}

/** The templates of the run, or without a run (a single file, by hand) those of this process. */
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
