// Files that several processes may write at once, as when a disk hangs for so long that another server takes over the stream.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFile, type FileHandle, mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { fileSender } from '../../../src/jobs/stream/file-sender.ts'
import type { BatchOutcome, StreamedEntry } from '../../../src/jobs/stream/send-batch.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const MODULE = new URL('../../../src/jobs/stream/file-sender.ts', import.meta.url).href
const never = new AbortController().signal

const batch = (id: string) => [{ entry: { id }, position: 1, ledger: 'one' } as unknown as StreamedEntry]
const lineOf = (id: string) => `${JSON.stringify({ id })}\n`

async function arrange(t: TestContext, bytes = 1e6, keep = 1) {
  const path = join(await temporaryFolder(t), 'audit.ndjson')
  const send = fileSender({ name: 'archive', config: { path, bytes, keep }, secret: '' })
  const text = () => readFile(path, 'utf8')
  return { path, text, send: (id: string): Promise<BatchOutcome> => send(batch(id), never) }
}

type Step = 'appendFile' | 'read' | 'writeFile'

/** Replaces the next call of one of these steps, on any file, by `work`; `go` makes the original call. */
async function instead(
  t: TestContext,
  path: string,
  steps: readonly Step[],
  work: (go: () => Promise<unknown>) => Promise<unknown>,
) {
  const handle = await open(path, 'a')
  const handles = Object.getPrototypeOf(handle) as Record<Step, (...given: unknown[]) => Promise<unknown>>
  await handle.close()
  const mocked = steps.map((step) => {
    const own = handles[step]
    return t.mock.method(handles, step, function (this: FileHandle, ...given: unknown[]) {
      for (const { mock } of mocked) mock.restore()
      return work(() => own.apply(this, given))
    })
  })
}

test('a write that fails cuts nothing that another process has written, and glues to nothing', async (t) => {
  const { path, text, send } = await arrange(t)
  await instead(t, path, ['appendFile'], async () => {
    await appendFile(path, `${lineOf('of another')}{"id":"to`)
    throw new Error('the disk is full')
  })
  assert.deepEqual(await send('one'), { accepted: false, why: 'cannot be written: the disk is full' })
  assert.equal(await text(), `${lineOf('of another')}{"id":"to`)
  assert.deepEqual(await send('one'), { accepted: true })
  assert.equal(await text(), `${lineOf('of another')}{"id":"to\n${lineOf('one')}`)
})

test('part of a line is left as it is: whoever writes it may only be slow', async (t) => {
  const { path, text, send } = await arrange(t)
  await writeFile(path, `${lineOf('whole')}{"id":"slo`)
  assert.deepEqual(await send('one'), { accepted: true })
  assert.equal(await text(), `${lineOf('whole')}{"id":"slo\n${lineOf('one')}`)
})

test('nothing is accepted that another process has made part of its line, or removed', async (t) => {
  const { path, text, send } = await arrange(t)
  const shared = 'cannot be written: another process has changed it meanwhile'
  for (const before of ['', lineOf('zero')]) {
    await writeFile(path, before)
    await instead(t, path, ['appendFile'], async (write) => {
      await appendFile(path, '{"id":"to')
      await write()
    })
    assert.deepEqual(await send('one'), { accepted: false, why: shared })
    assert.deepEqual(await send('one'), { accepted: true })
    assert.equal(await text(), `${before}{"id":"to${lineOf('one')}${lineOf('one')}`)
  }
  await instead(t, path, ['appendFile'], async (write) => {
    await writeFile(`${path}.new`, '')
    await rename(`${path}.new`, path)
    await write()
  })
  assert.deepEqual(await send('two'), { accepted: false, why: shared })
  assert.deepEqual(await send('two'), { accepted: true })
  assert.equal(await text(), lineOf('two'))
})

const entries = Array.from({ length: 4000 }, (_, n) => lineOf(`entry ${n}`)).join('')
const FOREIGN =
  'cannot be written: it has something else than entries of the audit log: move it away, or name another file'

for (const [what, content] of [
  ['a database', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(100_000, '\n{"id":"x"\0')])],
  ['a text', 'hosts: all\n'],
  ['a text without an end', 'secret'],
  ['a list', '[\n  {"id":"x"}\n]\n'],
  ['other lines of JSON', '{"level":"info","id":"x"}\n'.repeat(5000)],
  ['a long line of other JSON', `{"text":"${'x'.repeat(100_000)}"}\n`],
  ['entries before something else', `${lineOf('one')}${'listen 443;\n'.repeat(10_000)}`],
] as const)
  test(`a file of something else is not written: ${what}`, async (t) => {
    const { path, send } = await arrange(t)
    await writeFile(path, content)
    assert.deepEqual(await send('one'), { accepted: false, why: FOREIGN })
    assert.deepEqual(await readFile(path), Buffer.from(content))
  })

for (const [what, content] of [
  ['whole entries', entries],
  ['an entry longer than what is looked at', lineOf('x'.repeat(200_000))],
  ['no more than half of one', '{"id":"to'],
  ['no more than the beginning of one', '{'],
  ['a long entry, then half of one', `${lineOf('x'.repeat(200_000))}{"id":"to\n`],
  ['entries, then what a machine that died has made of the last one', `${entries}${'\0'.repeat(1000)}`],
] as const)
  test(`a file of entries is written on: ${what}`, async (t) => {
    const { text, path, send } = await arrange(t, 1e9)
    await writeFile(path, content)
    assert.deepEqual(await send('one'), { accepted: true })
    assert.equal(await text(), `${content}${content.endsWith('\n') ? '' : '\n'}${lineOf('one')}`)
  })

test('a file of something else is not renamed or removed, whatever name it has', async (t) => {
  for (const suffix of ['', '.1', '.2', '.3']) {
    const { path, send } = await arrange(t, 40, 3)
    const names = {
      '': lineOf('as much as fits in'),
      '.1': lineOf('before'),
      '.2': lineOf('first'),
      '.3': lineOf('too old'),
    }
    const given = { ...names, [suffix]: 'of somebody else, and rather long\n' }
    for (const [end, content] of Object.entries(given)) await writeFile(path + end, content)
    const why = suffix === '' ? FOREIGN : FOREIGN.replace('it has', `audit.ndjson${suffix} has`)
    assert.deepEqual(await send('one'), { accepted: false, why })
    for (const [end, content] of Object.entries(given)) assert.equal(await readFile(path + end, 'utf8'), content)
  }
  const { path, send } = await arrange(t, 40)
  await writeFile(path, lineOf('as much as fits in'))
  await mkdir(`${path}.1`)
  assert.deepEqual(await send('one'), {
    accepted: false,
    why: 'cannot be written: audit.ndjson.1 is there and no file',
  })
})

test('what another process writes in between is no reason to write again', async (t) => {
  const { path, text, send } = await arrange(t)
  await instead(t, path, ['appendFile'], async (write) => {
    await appendFile(path, lineOf('of another'))
    await write()
    await appendFile(path, lineOf('of a third'))
  })
  assert.deepEqual(await send('one'), { accepted: true })
  assert.equal(await text(), `${lineOf('of another')}${lineOf('one')}${lineOf('of a third')}`)
})

const WRITER = `
const { fileSender } = await import(process.argv[1])
const [path, name] = process.argv.slice(2)
const send = fileSender({ name, config: { path, bytes: 150, keep: 40 }, secret: '' })
for (let n = 0; n < 100; n += 1) {
  const sent = await send([{ entry: { id: name + n }, position: 1, ledger: 'one' }], new AbortController().signal)
  if (!sent.accepted) throw new Error(sent.why)
}`

test('a file that another process has just put aside is not put aside again', async (t) => {
  const { path, text, send } = await arrange(t, 40)
  await writeFile(path, lineOf('as much as fits in'))
  // Either once the file is found to be full, or once the process that found it so has locked it.
  await instead(t, path, ['read', 'writeFile'], async (go) => {
    await rename(path, `${path}.1`)
    await writeFile(path, lineOf('of another'))
    return go()
  })
  assert.deepEqual(await send('one'), { accepted: true })
  assert.equal(await readFile(`${path}.1`, 'utf8'), lineOf('as much as fits in'))
  assert.equal(await text(), lineOf('of another') + lineOf('one'))
})

test('two processes put one file aside without losing any of it', async (t) => {
  const folder = await temporaryFolder(t)
  const path = join(folder, 'audit.ndjson')
  const write = (name: string) =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', WRITER, MODULE, path, name])
  await Promise.all([write('a'), write('b')])
  const names = await readdir(folder)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const lines = texts.flatMap((text) => text.split('\n').filter(Boolean))
  const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id)
  const sent = ['a', 'b'].flatMap((name) => Array.from({ length: 100 }, (_, n) => `${name}${n}`))
  assert.deepEqual([...new Set(ids)].sort(), sent.sort())
  assert.ok(names.length > 10, `${names.length} files`)
  assert.ok(!names.some((name) => name.includes('.lock')), String(names))
})
