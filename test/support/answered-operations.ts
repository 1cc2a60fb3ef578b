// Which operations have tests: those of which a test file held an answer against the contract. Each test process of a run
// leaves a list of them, for listen-for-answered.ts.
import { AsyncLocalStorage } from 'node:async_hooks'
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** By test file, from test/ on: the operations, by their names in `contractOperations`. Both are sorted. */
export type AnsweredOperations = Readonly<Record<string, readonly string[]>>

const TESTS = fileURLToPath(new URL('..', import.meta.url))
/** Names the folder of this run's lists. */
export const FOLDER = 'ASSAY_TEST_ANSWERED'
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
