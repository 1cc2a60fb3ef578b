// For `npm test`: puts the test files into a few groups, each a file that imports its tests and that runs in one process. With a process
// for each test file, most of the time went into loading the same modules again, and into running them before they were optimized.
import { globSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'dist/test-groups')
/** Several for each processor that a machine may have, so that none is idle before the end. */
const GROUPS = 12
/** The groups of browser tests other than the long ones. Each opens one browser for all its files. */
const BROWSERS = 2

/** Tests that start slow programs and wait for them, and would hold up a group. */
const WAITS = /^test\/(?:bin|kill)\//
/** Tests that have a browser, and wait for it. */
const BROWSES = /^test\/web\//
/** The browser tests that go through all screens: each takes as long as many others. */
const LONG = /^test\/web\/(?:screens|tour)\./
/** Tests that measure their process, that change something global to it, or that have hooks outside of any suite. */
const ITS_PROCESS =
  /memoryUsage|cpuUsage|monitorEventLoopDelay|setFlagsFromString|CACertificates|\bmock\b|\bprocess\.(?!env|platform|execPath|version)|^(?:before|after)(?:Each)?\(/m

const LOADING = `import { asTestFile } from ${JSON.stringify(join(ROOT, 'test/support/answered-operations.ts'))}\n`

const files = globSync('test/**/*.test.ts', { cwd: ROOT }).sort()
const waiting: string[] = []
const long: string[] = []
const browsing: string[] = []
const alone: string[] = []
const others: string[] = []
for (const file of files) {
  if (WAITS.test(file)) waiting.push(file)
  else if (LONG.test(file)) long.push(file)
  else if (BROWSES.test(file)) browsing.push(file)
  else if (ITS_PROCESS.test(await readFile(join(ROOT, file), 'utf8'))) alone.push(file)
  else others.push(file)
}

/** Deals the files in turns, so that neighbours, which take about as long, are in different groups. */
const dealt = (dealing: readonly string[], count: number): readonly string[][] =>
  Array.from({ length: count }, (_, group) => dealing.filter((_file, index) => index % count === group))
// What waits most comes first, beside what does not wait; the shortest comes last, so that no processor is idle at the end.
const groups = [
  ...dealt(long, long.length),
  ...dealt(browsing, BROWSERS),
  ...dealt(waiting, waiting.length),
  ...dealt(others, GROUPS),
  ...dealt(alone, alone.length),
]

await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
for (const [index, group] of groups.entries()) {
  const imports = group.map((file) => `await asTestFile(${JSON.stringify(join(ROOT, file))})\n`)
  await writeFile(join(FOLDER, `${String(index).padStart(3, '0')}.test.mjs`), [LOADING, ...imports].join(''))
}
