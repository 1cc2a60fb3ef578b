// `assay serve`: a server from its settings to its end, as one process or several, and what it prints when it starts.
import { lookup } from 'node:dns'
import type { App } from '../../app.ts'
import type { Config } from '../../config/config.ts'
import { databaseOf, type DataDirectory, dataDirectoryAt, makeDataDirectory } from '../../config/data-directory.ts'
import { systemClock } from '../../domain/clock.ts'
import { createLog, type Log } from '../../log/log.ts'
import { everySecond } from '../../machine/every-second.ts'
import { outboundClient, type OutboundParts } from '../../machine/outbound/outbound-client.ts'
import { outboundDelivery } from '../../machine/outbound/outbound-delivery.ts'
import { mailClient, mailTimes, type SendMail } from '../../machine/mail/mail.ts'
import { exitAnyway, filesUnderWay } from '../../machine/slow-files.ts'
import { givenAuthorities } from '../../tls/given-files.ts'
import { openTls, type TlsSource } from '../../tls/open-tls.ts'
import { builtPages } from './built-pages.ts'
import { checkListen } from './check-listen.ts'
import { keepPending } from '../credentials-file.ts'
import { databaseName } from '../operator/database/database-name.ts'
import { writeRunning } from '../running-file.ts'
import { secretKeys } from './secret-keys.ts'
import { settingsStreams } from './settings-streams.ts'
import { signInProviders } from './sign-in-providers.ts'
import { stopSignal } from './stop-signal.ts'
import { welcome } from './welcome.ts'

/** Serves until the process is told to stop, then finishes what is under way: alone, with workers, or as one of these. */
export async function serve(config: Config): Promise<void> {
  const together = config.workers > 1 ? await import('./workers.ts') : null
  const orders = together?.ordersOfFirst() ?? null
  const stopped = orders?.stopped ?? stopSignal()
  const log = createLog(config)
  const warn = (message: string) => {
    log.warn(message)
  }
  const directory = dataDirectoryAt(config.dataDirectory)
  for (const warning of await makeDataDirectory(directory)) warn(warning)

  if (orders === null) await checkListen(config.listen)
  const source = tlsSource(config, directory)
  const tls = source === null ? null : await openTls(source, systemClock, log)
  const outbound = await outboundParts(config)
  const sendMail = await mailing(config)
  const providers = await signInProviders(config.signInProvidersFile, warn)
  const keys = await secretKeys(config.secretKeysFile, directory, warn)
  const { wanted, hosts } = await settingsStreams(config.streamsFile, { directory, warn })
  const toStreams = { ...outbound, allowed: [...outbound.allowed, ...hosts] }
  // Loaded here so that the other commands start without a server and a database driver.
  const { startApp } = await import('../../app.ts')
  const caFile = tls?.caFile ?? null
  const database = databaseName(config, directory)
  let words = ''
  const workers = orders === null ? together?.createWorkers(config, log) : undefined
  const app = await startApp({
    config,
    database: databaseOf(config),
    log,
    tls,
    clock: systemClock,
    everySecond,
    ask: outboundClient(outbound),
    sendMail,
    // Loaded when a password is chosen. In the compiled server it is a file of its own, because its thread runs that file.
    guessability: async (...chosen) => (await import('../../auth/passwords/guessability.ts')).guessability(...chosen),
    signInProviders: providers,
    streams: { wanted, reach: { ask: outboundClient(toStreams), bringTo: outboundDelivery(toStreams) } },
    secretKeys: keys,
    webPages: builtPages(),
    role:
      workers === undefined ? { kind: orders === null ? 'alone' : 'worker' } : { kind: 'first', serve: workers.serve },
    keepCredentials: (initial) => keepPending(directory, database, { ...initial, url: null, caFile }),
    beforeReady: async (begun) => {
      if (orders !== null) return orders.beforeReady(begun)
      await announceTo(directory, begun, caFile, log)
      words = await welcome({ app: begun, caFile, database, directory, log, terminal: process.stdout.isTTY })
    },
  })
  try {
    process.stdout.on('error', (error) => {
      log.warn({ err: error }, 'The start message could not be written to stdout')
    })
    process.stdout.write(words)
    const signal = await Promise.race([stopped, ...(workers === undefined ? [] : [workers.failed])])
    log.info({ signal }, 'Stopping: the requests in progress are finished first')
  } finally {
    tls?.close()
    await app.close()
    endThoughDisksHang(log)
  }
}

function endThoughDisksHang(log: Log): void {
  const files = filesUnderWay()
  if (files.length === 0) return
  log.error(
    { files },
    'A disk does not respond to the writes of a stream: the process ends by SIGKILL, because it cannot exit',
  )
  exitAnyway(1)
}

function tlsSource({ tls, listen, publicUrl }: Config, directory: DataDirectory): TlsSource | null {
  if (tls.kind === 'none') return null
  return tls.kind === 'files'
    ? { ...tls, publicUrl }
    : { ...tls, directory: directory.tls, listenHost: listen.host, publicUrl }
}

async function outboundParts({ outbound: { allowed, authoritiesFile } }: Config): Promise<OutboundParts> {
  const authorities = authoritiesFile === null ? [] : await givenAuthorities(authoritiesFile)
  return { allowed, authorities, lookup }
}

async function mailing({ mail, outbound: { authoritiesFile } }: Config): Promise<SendMail | null> {
  if (mail === null) return null
  const authorities = authoritiesFile === null ? [] : await givenAuthorities(authoritiesFile)
  return mailClient({ ...mail, authorities, within: mailTimes })
}

async function announceTo({ runningFile }: DataDirectory, app: App, caFile: string | null, log: Log): Promise<void> {
  try {
    const other = await writeRunning(runningFile, { pid: process.pid, url: app.url, caFile, ...app.identity })
    if (other !== null)
      log.warn(
        { url: other.url },
        `another server, process ${other.pid}, runs on this data directory: "assay env" prints its address, not that of this one. If no such server runs, remove ${runningFile} and start again`,
      )
  } catch (error) {
    log.warn({ err: error }, 'running.json could not be written: "assay env" will not find this server')
  }
}
