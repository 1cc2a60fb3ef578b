import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { type App, startApp } from '../src/app.ts'
import { systemClock } from '../src/domain/clock.ts'
import { everySecond } from '../src/machine/every-second.ts'
import { temporaryFolder } from './support/temporary-folder.ts'
import { guessability } from './support/guessability.ts'
import { nobodyAsked, noStreams } from './support/nobody-asked.ts'
import { TEST_SECRET_KEYS, testConfig } from './support/test-config.ts'

const partsIn = (folder: string) =>
  ({
    config: { ...testConfig(folder), tls: { kind: 'none', trustedProxies: [] } },
    database: { sqliteFile: join(folder, 'assay.db') },
    log: pino({ level: 'silent' }),
    tls: null,
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
  }) as const

const statusOf = async ({ url }: App, path: string) => (await fetch(new URL(path, url))).status

test('a server is alive, and not ready, until what follows its start is done', async (t) => {
  const seen: number[] = []
  const app = await startApp({
    ...partsIn(await temporaryFolder(t)),
    beforeReady: async (begun) => {
      seen.push(await statusOf(begun, '/healthz'), await statusOf(begun, '/readyz'))
    },
  })
  seen.push(await statusOf(app, '/readyz'))
  await app.close()
  assert.deepEqual(seen, [200, 503, 200])
})

test('a start whose last step fails leaves nothing that listens', async (t) => {
  let url = ''
  const beforeReady = async (begun: App) => {
    ;({ url } = begun)
    throw new Error('no room for the credentials')
  }
  await assert.rejects(startApp({ ...partsIn(await temporaryFolder(t)), beforeReady }), /no room/)
  await assert.rejects(fetch(url))
})
