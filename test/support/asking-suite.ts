// The setup for suites of commands that call a registry: a registry on SQLite, which needs nothing else, and the
// commands configured for it.
import { after, before, describe } from 'node:test'
import { type Asking, asking } from './asking.ts'
import { databases } from './databases.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

/** Available from the first test on, but not while tests are being declared. */
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
