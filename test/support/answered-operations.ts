// Which operations have tests: those of which a test file held an answer against the contract. Each test process of a run
// leaves a list of them, and a whole run that passed holds these against the page that is made of them.
import { AsyncLocalStorage } from 'node:async_hooks'
import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'

/** By test file, from test/ on: the operations, by their names in `contractOperations`. Both are sorted. */
export type AnsweredOperations = Readonly<Record<string, readonly string[]>>

const TESTS = fileURLToPath(new URL('..', import.meta.url))
/** What docs/COMPATIBILITY.md says. */
export const PUBLISHED = join(TESTS, 'answered-operations.json')
/** What the last whole run saw, where that is something else. */
export const SEEN = fileURLToPath(new URL('../../node_modules/.cache/assay/answered-operations.json', import.meta.url))

/** Names the folder of this run's lists. */
const FOLDER = 'ASSAY_TEST_ANSWERED'
/** By test file, from test/ on. */
const answered = new Map<string, Set<string>>()
const fileOfTest = new AsyncLocalStorage<string>()

/** Loads a test file whose process has others as well: what its tests are answered is noted as of it. */
export const asTestFile = (file: string): Promise<unknown> => fileOfTest.run(file, () => import(file))

/** Said in a test process when the operation's answer was as the contract says. Without a run (a file by hand) nobody listens. */
export function noteAnswered(operation: string): void {
  const folder = process.env[FOLDER]
  if (folder === undefined) return
  if (answered.size === 0)
    process.once('exit', () => {
      const lists = Object.fromEntries([...answered].map(([file, operations]) => [file, [...operations].sort()]))
      writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(lists))
    })
  const file = relative(TESTS, fileOfTest.getStore() ?? process.argv[1] ?? '')
  const operations = answered.get(file) ?? new Set()
  answered.set(file, operations.add(operation))
}

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
  if (others.length === 0) return
  await mkdir(dirname(SEEN), { recursive: true })
  await writeFile(SEEN, JSON.stringify(seen))
  process.stderr.write(
    `docs/COMPATIBILITY.md tells of other tests than were run (${others.join(', ')}): run \`npm run compatibility\`\n`,
  )
  process.exitCode = 1
}

/**
 * The files of which something else is published than was seen. What those of clients/ see depends on the clients that a
 * machine has; of others nothing is seen where it lacks what they need.
 */
export const differing = (seen: AnsweredOperations, published: AnsweredOperations): readonly string[] =>
  Object.keys(seen).filter((file) => !file.startsWith('clients/') && !isDeepStrictEqual(seen[file], published[file]))
