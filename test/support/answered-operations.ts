// Records which operations have tests: those for which a test file checked a response against the contract. Each test process of a run
// writes a list of them, which listen-for-answered.ts reads.
import { AsyncLocalStorage } from 'node:async_hooks'
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The operations by test file (a path from test/), named as in `contractOperations`. Both levels are sorted. */
export type AnsweredOperations = Readonly<Record<string, readonly string[]>>

const TESTS = fileURLToPath(new URL('..', import.meta.url))
/** The variable that names the folder of this run's lists. */
export const FOLDER = 'ASSAY_TEST_ANSWERED'
/** By test file, a path from test/. */
const answered = new Map<string, Set<string>>()
const fileOfTest = new AsyncLocalStorage<string>()

/** Loads a test file in a process that it shares with others, so that the responses which its tests check are recorded for this file. */
export const asTestFile = (file: string): Promise<unknown> => fileOfTest.run(file, () => import(file))

/** Called in a test process when a response matched the contract. Outside of a run (a single file, by hand) nothing is recorded. */
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
