// What pages are given of the contract: of each operation that one of them names how it is asked for, and nothing else. The tables
// are made for a server too, which binds and checks all operations.
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { ROOT } from '../bin/compiled.js'
import type { CallEntry, OperationEntry } from '../src/contract/operation.ts'

const GENERATED = /\/src\/contract\/generated\/[^/]+\.ts$/
const NAME = /['"`]([A-Za-z]+Service_[A-Za-z0-9]+)['"`]/g

/** The operations that sources name, whole and in quotes. */
export const namedOperations = (sources: readonly string[]): ReadonlySet<string> =>
  new Set(sources.flatMap((source) => [...source.matchAll(NAME)].map(([, name = '']) => name)))

/** As much of a table as the client needs to ask for these. */
export const asCalled = (
  operations: Readonly<Record<string, OperationEntry>>,
  names: ReadonlySet<string>,
): Readonly<Record<string, CallEntry>> =>
  Object.fromEntries(
    Object.entries(operations)
      .filter(([name]) => names.has(name))
      .map(([name, { method, path, body }]) => [name, { method, path, body }]),
  )

interface Generated {
  readonly operations: Readonly<Record<string, OperationEntry>>
}

/** For a build: somebody who works on pages with a server of Vite's has all operations. */
export function askedOperations(): Plugin {
  let names: ReadonlySet<string> = new Set()
  return {
    name: 'asked-operations',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const files = globSync('web/**/*.{ts,tsx}', { cwd: ROOT })
      names = namedOperations(await Promise.all(files.map((file) => readFile(join(ROOT, file), 'utf8'))))
    },
    async transform(_code, id) {
      if (!GENERATED.test(id)) return null
      const { operations } = (await import(pathToFileURL(id).href)) as Generated
      return { code: `export const operations = ${JSON.stringify(asCalled(operations, names))}`, map: null }
    },
  }
}
