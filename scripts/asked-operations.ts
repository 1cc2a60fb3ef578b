// Gives the pages only the part of the contract that they need: how to call each operation that one of them names. The full tables also
// serve the server, which binds and checks all operations.
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { ROOT } from '../bin/compiled.js'
import type { CallEntry, OperationEntry } from '../src/contract/operation.ts'

const GENERATED = /\/src\/contract\/generated\/[^/]+\.ts$/
const NAME = /['"`]([A-Za-z]+Service_[A-Za-z0-9]+)['"`]/g

/** The operations whose names are in the sources, whole and in quotes. */
export const namedOperations = (sources: readonly string[]): ReadonlySet<string> =>
  new Set(sources.flatMap((source) => [...source.matchAll(NAME)].map(([, name = '']) => name)))

/** The part of a table that the client needs to call these operations. */
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

/** A plugin for builds. A developer who works on pages with Vite's server has all operations. */
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
