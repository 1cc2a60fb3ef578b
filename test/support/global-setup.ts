// Runs around a whole `node --test`, in the process that starts the test processes.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bundleKysely } from './bundled-kysely.ts'
import { COMMAND } from './command.ts'
import { shareValidators } from './contract-validators.ts'
import { listenForAnswered } from './listen-for-answered.ts'
import type { Cluster } from './postgres-cluster.ts'
import { startSharedCluster } from './postgres-databases.ts'
import { shareTemplates } from './templates.ts'

let cluster: Cluster | undefined
let removeTemplates: (() => Promise<void>) | undefined
let reportAnswered: (() => Promise<void>) | undefined

export async function globalSetup(): Promise<void> {
  // Test processes mostly load the same modules as the process before.
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../../node_modules/.cache/assay', import.meta.url))
  // Compiles the command if its sources have changed, before many tests start it at once.
  await promisify(execFile)(process.execPath, [COMMAND, '--version'])
  cluster = await startSharedCluster()
  removeTemplates = await shareTemplates()
  reportAnswered = await listenForAnswered()
  await shareValidators()
  await bundleKysely()
  const options = [process.env['NODE_OPTIONS'], `--import=${import.meta.resolve('./before-tests.ts')}`]
  process.env['NODE_OPTIONS'] = options.filter(Boolean).join(' ')
}

export async function globalTeardown(): Promise<void> {
  await cluster?.stop()
  await removeTemplates?.()
  await reportAnswered?.()
}
