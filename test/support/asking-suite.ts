// What suites of commands have: a registry of its own on the database that needs nothing else, and commands that ask it.
import { after, before, describe } from 'node:test'
import { type Asking, asking } from './asking.ts'
import { databases } from './databases.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

/** There from the first test on, not while tests are declared. */
export interface Asked {
  readonly registry: TestRegistry
  readonly assay: Asking
}

export function describeAsking(
  name: string,
  define: (asked: Asked) => void,
  { skip = false }: { readonly skip?: string | false } = {},
): void {
  describe(name, { skip }, () => {
    const asked = {} as { -readonly [Part in keyof Asked]: Asked[Part] }
    before(async () => {
      asked.registry = await startRegistry(databases()[0]!)
      asked.assay = await asking(asked.registry)
    })
    after(async () => {
      await asked.assay.remove()
      await asked.registry.close()
    })
    define(asked)
  })
}
