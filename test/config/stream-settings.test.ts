import assert from 'node:assert/strict'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { settingsStreams } from '../../src/cli/serve/settings-streams.ts'
import { readStreams } from '../../src/config/stream-settings.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const read = (json: unknown) => readStreams('/etc/assay/streams.json', JSON.stringify(json), 'machine')
const http = { name: 'siem', kind: 'http', url: 'https://logs.example.com/in' }
const syslog = { name: 'siem', kind: 'syslog', host: 'siem.internal' }

test('each kind of stream is read with what is usual where nothing is said', () => {
  assert.deepEqual(
    read([
      { name: 'archive', kind: 'file', path: 'audit.ndjson' },
      http,
      { ...syslog, name: 'sys', host: '2001:db8::7' },
      { name: 'otel', kind: 'otel', url: 'http://localhost:4318/v1/logs', tokenFile: 'token', tokenHeader: 'api-key' },
    ]),
    [
      {
        ...{ name: 'archive', kind: 'file', secret: null, host: null },
        config: { path: '/etc/assay/audit.ndjson', bytes: 100 * 1024 * 1024, keep: 10 },
      },
      {
        ...{ name: 'siem', kind: 'http', secret: null, host: 'logs.example.com' },
        config: { url: http.url, gzip: true, secretIn: null },
      },
      {
        ...{ name: 'sys', kind: 'syslog', secret: null, host: '2001:db8::7' },
        config: { url: 'syslog+tls://[2001:db8::7]:6514', hostname: 'machine' },
      },
      {
        ...{ name: 'otel', kind: 'otel', secret: { file: 'token' }, host: 'localhost' },
        config: { url: 'http://localhost:4318/v1/logs', gzip: true, secretIn: { header: 'api-key' } },
      },
    ],
  )
})

test('the file that docs/streams.md shows is one', async () => {
  const page = await readFile(new URL('../../docs/streams.md', import.meta.url), 'utf8')
  const [, shown = ''] = /```json\n([^]*?)```/.exec(page) ?? []
  const kinds = readStreams('/etc/assay/streams.json', shown, 'machine').map(({ kind }) => kind)
  assert.deepEqual(kinds, ['file', 'http', 'syslog', 'otel'])
})

for (const [json, message] of [
  [{}, /the streams \/etc\/assay\/streams.json: it must be a list of one to 20 streams/],
  [[{ ...http, kind: 'kafka' }], /\[0\]\.kind must be one of file, http, otel, syslog/],
  [[{ ...http, name: 'My SIEM' }], /\[0\]\.name must be small letters/],
  [[{ ...http, to: 'x' }], /\[0\]\.to is not known/],
  [[{ ...http, path: 'x' }], /\[0\]\.path is not of the kind http/],
  [[{ ...http, url: 'https://user:password@logs.example.com' }], /\[0\]\.url must be an https/],
  [[{ ...http, url: 'ftp://logs.example.com' }], /\[0\]\.url must be an https/],
  [[{ ...http, tokenEnv: 'A', signingKeyEnv: 'B' }], /cannot be combined with a token/],
  [[{ ...http, tokenEnv: 'A', tokenFile: 'B' }], /cannot be combined with tokenEnv/],
  [[{ ...http, tokenHeader: 'api-key' }], /needs tokenFile or tokenEnv/],
  [[{ ...http, tokenEnv: 'A', tokenHeader: 'a b' }], /must be the name of a header/],
  [[{ ...http, gzip: 'no' }], /\[0\]\.gzip must be true or false/],
  [[{ name: 'a', kind: 'file' }], /\[0\]\.path is missing/],
  [[{ name: 'a', kind: 'file', path: 'x', keep: 0 }], /\[0\]\.keep must be a whole number from 1 to 1000/],
  [[{ ...syslog, host: 'siem.internal/x' }], /\[0\]\.host must be the name or the address/],
  [[{ ...syslog, port: 70_000 }], /\[0\]\.port must be a whole number/],
  [[{ ...syslog, hostname: 'a b' }], /\[0\]\.hostname must be ASCII without spaces/],
  [[http, http], /"siem" is named twice/],
] as const)
  test(`a file of streams is refused by its place: ${String(message)}`, () => {
    assert.throws(() => read(json), message)
  })

test('the secret of a stream is read from where the file says, and one that others can read is warned of', async (t) => {
  const folder = await temporaryFolder(t)
  const file = join(folder, 'streams.json')
  const warnings: string[] = []
  const read = () =>
    settingsStreams(file, { directory: dataDirectoryAt(folder), warn: (message) => warnings.push(message) })
  await writeFile(file, JSON.stringify([{ ...http, signingKeyFile: 'key' }]))
  await assert.rejects(read(), /the secret of a stream .*key cannot be read/)
  await writeFile(join(folder, 'key'), '\n')
  await assert.rejects(read(), /"siem"\.signingKeyFile: .*key is empty/)
  await writeFile(join(folder, 'key'), 'hush\n')
  await chmod(join(folder, 'key'), 0o600)
  const config = { url: http.url, gzip: true, secretIn: 'signature' }
  assert.deepEqual(await read(), {
    wanted: [{ name: 'siem', kind: 'http', config, secret: 'hush' }],
    hosts: ['logs.example.com'],
  })
  assert.deepEqual(warnings, [])
  assert.deepEqual(
    await settingsStreams(null, { directory: dataDirectoryAt(folder), warn: (message) => assert.fail(message) }),
    {
      wanted: [],
      hosts: [],
    },
  )
})
