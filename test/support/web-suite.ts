// What every suite of tests of the pages has: a registry with something in it, a browser, and an end to whatever was opened.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { databases, type TestDatabase } from './databases.ts'
import { headlessBrowser } from './headless-browser.ts'
import { type Circumstances, startRegistry, type TestRegistry } from './registry.ts'
import { arePagesBuilt, BUILT_PAGES, type Visitor, visitorOf } from './web-visit.ts'

/** There from the first test on, not while tests are declared. */
export interface Site<Scene> {
  readonly registry: TestRegistry
  /** What the suite has put there. */
  readonly scene: Scene
  /**
   * Somebody who holds the role of the organization, signed in. Their window is closed when the test ends, which fails when the
   * browser has complained of something.
   */
  readonly visit: (role: Role | null, looks?: BrowserContextOptions) => Promise<Visitor>
  /** The same, for suites whose tests only look: who asks first comes, and stays while tests pass. */
  readonly stay: (role: Role | null, looks?: BrowserContextOptions) => Promise<Visitor>
}

/** For suites that put there themselves what they look at. */
export const nothing = (): Promise<void> => Promise.resolve()

const started = await headlessBrowser()
const missing = 'reason' in started ? `NO BROWSER: ${started.reason}` : !arePagesBuilt && 'NO PAGES: npm run build'
after(() => ('browser' in started ? started.browser.close() : undefined))

interface Setting {
  /** Of itself one alone: what the pages ask for is tested on every database where it is answered. */
  readonly on?: readonly TestDatabase[]
  /** How the server asks others, say, where something in the suite is to be asked. */
  readonly circumstances?: () => Promise<Partial<Circumstances>>
}

/** A suite for each of these databases, of which the first test finds what `paint` has made. */
export function describeSite<Scene>(
  name: string,
  paint: (registry: TestRegistry) => Promise<Scene>,
  define: (site: Site<Scene>) => void,
  { on = databases().slice(0, 1), circumstances = async () => ({}) }: Setting = {},
): void {
  for (const database of on)
    describe(`${name}, on ${database.name}`, { skip: missing }, () => {
      let there: { readonly registry: TestRegistry; readonly scene: Scene } | undefined
      const visitors: Visitor[] = []
      let staying: Visitor | undefined
      const painted = () => there ?? assert.fail('the site is there when the first test begins')
      before(async () => {
        const registry = await startRegistry(database, { webPages: BUILT_PAGES, ...(await circumstances()) })
        there = { registry, scene: await paint(registry) }
      })
      afterEach(async (context) => {
        const hasFailed = 'passed' in context && !context.passed
        if (hasFailed)
          for (const { page } of staying ? [...visitors, staying] : visitors)
            context.diagnostic(`${page.url()}\n${await page.locator('body').ariaSnapshot()}`)
        const leaving = visitors.splice(0)
        if (staying && (hasFailed || staying.complaints.length > 0)) {
          leaving.push(staying)
          staying = undefined
        }
        await Promise.all(leaving.map((visitor) => (hasFailed ? visitor.close() : visitor.leave())))
      })
      after(async () => {
        await staying?.leave()
        await there?.registry.close()
      })
      const come = (role: Role | null, looks?: BrowserContextOptions) => {
        assert.ok('browser' in started)
        return visitorOf(painted().registry, started.browser, role, looks)
      }
      define({
        get registry() {
          return painted().registry
        },
        get scene() {
          return painted().scene
        },
        async visit(role, looks) {
          const visitor = await come(role, looks)
          visitors.push(visitor)
          return visitor
        },
        stay: async (role, looks) => (staying ??= await come(role, looks)),
      })
    })
}
