// A second server process on the database of a test registry. Its parent passes what to open, receives the server's
// address, and ends the process by disconnecting the channel between them.
import { once } from 'node:events'
import { pino } from 'pino'
import { startApp } from '../../src/app.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { systemClock } from '../../src/domain/clock.ts'
import { everySecond } from '../../src/machine/every-second.ts'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { openTls } from '../../src/tls/open-tls.ts'
import { guessability } from './guessability.ts'
import { nobodyAsked, noStreams } from './nobody-asked.ts'
import { TEST_SECRET_KEYS, testConfig } from './test-config.ts'

const [database, dataDirectory] = JSON.parse(process.argv[2] ?? '') as [DatabaseLocation, string]
const directory = dataDirectoryAt(dataDirectory)
const log = pino({ level: 'silent' })
const tls = await openTls(
  { kind: 'private-ca', directory: directory.tls, listenHost: '127.0.0.1', publicUrl: null },
  systemClock,
  log,
)
const config = testConfig(dataDirectory)
const app = await startApp({
  config,
  database,
  log,
  tls,
  clock: systemClock,
  everySecond,
  ask: nobodyAsked,
  sendMail: null,
  guessability,
  signInProviders: [],
  streams: noStreams,
  secretKeys: TEST_SECRET_KEYS,
  webPages: null,
  role: { kind: 'alone' },
  keepCredentials: async () => undefined,
  beforeReady: async () => undefined,
})
process.send?.(app.url)
await once(process, 'disconnect')
tls.close()
await app.close()
