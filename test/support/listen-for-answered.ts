// After a whole run that passed, compares the operations that its tests saw with the page that is generated from such runs. The run fails
// where the page claims too much, or where no test sees an operation that is served. What the page lacks is only reported.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type AnsweredOperations, FOLDER } from './answered-operations.ts'

/** The data behind docs/COMPATIBILITY.md. */
export const PUBLISHED = fileURLToPath(new URL('../answered-operations.json', import.meta.url))
/** What the last whole run saw, if that differs. */
export const SEEN = fileURLToPath(new URL('../../node_modules/.cache/assay/answered-operations.json', import.meta.url))

/** Called before the test processes of a run start, which inherit the folder to write to. Call the returned function after the run. */
export async function listenForAnswered(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'))
  process.env[FOLDER] = folder
  return async () => {
    // When a test has failed, the exit code is set, and responses of that test may be missing.
    if (isWholeRun() && process.exitCode === undefined) await compare(await listsIn(folder))
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whether this is the run of `npm test`, in the process that starts the test processes. */
const isWholeRun = () =>
  isDeepStrictEqual(process.argv.slice(1), ['dist/test-groups/*.test.mjs']) &&
  !process.execArgv.some((option) => /^--test-(?:name-pattern|skip-pattern|only|shard|rerun)/.test(option))

async function listsIn(folder: string): Promise<AnsweredOperations> {
  const names = await readdir(folder)
  const lists = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as object),
  )
  const files = lists.flatMap((list) => Object.entries(list) as [string, readonly string[]][])
  return Object.fromEntries(files.sort(([one], [other]) => (one < other ? -1 : 1)))
}

async function compare(seen: AnsweredOperations): Promise<void> {
  await rm(SEEN, { force: true })
  const published = JSON.parse(await readFile(PUBLISHED, 'utf8')) as AnsweredOperations
  const others = differing(seen, published)
  if (others.length > 0) {
    await mkdir(dirname(SEEN), { recursive: true })
    await writeFile(SEEN, JSON.stringify(seen))
  }
  const gone = unseen(seen, published)
  const untested = without(await servedOperations(), { ...published, ...seen })
  report(
    'docs/COMPATIBILITY.md does not tell yet of all that tests saw; `npm run compatibility` makes it anew',
    without(others, { gone }),
  )
  report('docs/COMPATIBILITY.md tells of operations that were not seen: run `npm run compatibility`', gone)
  report('no test has an answer of these operations, which are served', untested)
  if (gone.length > 0 || untested.length > 0) process.exitCode = 1
}

function report(what: string, names: readonly string[]): void {
  if (names.length > 0) process.stderr.write(`${what} (${names.join(', ')})\n`)
}

/** The names that are in none of the lists. */
const without = (names: readonly string[], lists: AnsweredOperations): readonly string[] => {
  const listed = new Set(Object.values(lists).flat())
  return names.filter((name) => !listed.has(name))
}

// Imported on demand: a run of one file does not need the modules that serve all operations.
async function servedOperations(): Promise<readonly string[]> {
  const { served } = await import('./served-operations.ts')
  return served
}

// What the files in clients/ see depends on the clients that are installed. Other files see nothing where they lack what they need.
const filesOf = (seen: AnsweredOperations) => Object.keys(seen).filter((file) => !file.startsWith('clients/'))

/** The files whose published operations differ from those seen. */
export const differing = (seen: AnsweredOperations, published: AnsweredOperations): readonly string[] =>
  filesOf(seen).filter((file) => !isDeepStrictEqual(seen[file], published[file]))

/** The differing files that did not see everything published for them, so that the page claims too much. */
export const unseen = (seen: AnsweredOperations, published: AnsweredOperations): readonly string[] =>
  filesOf(seen).filter((file) => without(published[file] ?? [], { seen: seen[file] ?? [] }).length > 0)
