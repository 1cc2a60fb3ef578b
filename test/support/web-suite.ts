// The setup for suites that test the pages: a registry with some content, a browser, and the clean-up of everything that was opened.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { databases, type TestDatabase } from './databases.ts'
import { headlessBrowser } from './headless-browser.ts'
import { type Circumstances, startRegistry, type TestRegistry } from './registry.ts'
import { arePagesBuilt, BUILT_PAGES, type Visitor, visitorOf } from './web-visit.ts'

/** Available from the first test on, but not while tests are being declared. */
export interface Site<Scene> {
  readonly registry: TestRegistry
  /** What the suite's `paint` has returned. */
  readonly scene: Scene
  /**
   * A signed-in user with this role in the organization. The window is closed when the test ends, and the test fails if the browser has
   * complained.
   */
  readonly visit: (role: Role | null, looks?: BrowserContextOptions) => Promise<Visitor>
  /** The same for suites whose tests only look: the first call creates the visitor, who stays as long as tests pass. */
  readonly stay: (role: Role | null, looks?: BrowserContextOptions) => Promise<Visitor>
}

/** For suites that create what they look at themselves. */
export const nothing = (): Promise<void> => Promise.resolve()

const started = await headlessBrowser()
const missing = 'reason' in started ? `NO BROWSER: ${started.reason}` : !arePagesBuilt && 'NO PAGES: npm run build'
after(() => ('browser' in started ? started.browser.close() : undefined))

interface Setting {
  /** By default only one database: the operations behind the pages are tested on every database elsewhere. */
  readonly on?: readonly TestDatabase[]
  /** Provides, for example, the client by which the server calls other servers, where the suite has one to call. */
  readonly circumstances?: () => Promise<Partial<Circumstances>>
}

/** Declares a suite for each of these databases; `paint` has run before its first test. */
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
