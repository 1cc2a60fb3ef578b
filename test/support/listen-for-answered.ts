// Holds what a whole run that passed has seen of operations against the page that is made of such runs. It fails where the page
// says what is not so, and where no test sees an operation that is served; what the page does not say yet it only tells of.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type AnsweredOperations, FOLDER } from './answered-operations.ts'

/** What docs/COMPATIBILITY.md says. */
export const PUBLISHED = fileURLToPath(new URL('../answered-operations.json', import.meta.url))
/** What the last whole run saw, where that is something else. */
export const SEEN = fileURLToPath(new URL('../../node_modules/.cache/assay/answered-operations.json', import.meta.url))

/** Listens to a run, before its test processes, which inherit where to write; what it answers is for afterwards. */
export async function listenForAnswered(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'))
  process.env[FOLDER] = folder
  return async () => {
    // The exit code is set where a test failed, and with it may have gone without its answers.
    if (isWholeRun() && process.exitCode === undefined) await compare(await listsIn(folder))
    await rm(folder, { recursive: true, force: true })
  }
}

/** That of `npm test`, in the process that starts those of the test files. */
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
  tell(
    'docs/COMPATIBILITY.md does not tell yet of all that tests saw; `npm run compatibility` makes it anew',
    without(others, { gone }),
  )
  tell('docs/COMPATIBILITY.md tells of operations that were not seen: run `npm run compatibility`', gone)
  tell('no test has an answer of these operations, which are served', untested)
  if (gone.length > 0 || untested.length > 0) process.exitCode = 1
}

function tell(what: string, names: readonly string[]): void {
  if (names.length > 0) process.stderr.write(`${what} (${names.join(', ')})\n`)
}

/** Those that are in none of the lists. */
const without = (names: readonly string[], lists: AnsweredOperations): readonly string[] => {
  const listed = new Set(Object.values(lists).flat())
  return names.filter((name) => !listed.has(name))
}

// Only then: a run of one file has no use for all that serves them.
async function servedOperations(): Promise<readonly string[]> {
  const { served } = await import('./served-operations.ts')
  return served
}

// What files of clients/ see depends on the clients that a machine has; of others nothing is seen where it lacks what they need.
const filesOf = (seen: AnsweredOperations) => Object.keys(seen).filter((file) => !file.startsWith('clients/'))

/** The files of which something else is published than was seen. */
export const differing = (seen: AnsweredOperations, published: AnsweredOperations): readonly string[] =>
  filesOf(seen).filter((file) => !isDeepStrictEqual(seen[file], published[file]))

/** Those of them that did not see all that is published of them: the page says what is not so. */
export const unseen = (seen: AnsweredOperations, published: AnsweredOperations): readonly string[] =>
  filesOf(seen).filter((file) => without(published[file] ?? [], { seen: seen[file] ?? [] }).length > 0)
