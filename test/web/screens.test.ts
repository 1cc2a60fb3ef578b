// Every screen, light and dark, wide and narrow: nothing that axe knows to be wrong, nothing that the browser complains of.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { databases } from '../support/databases.ts'
import { headlessBrowser } from '../support/headless-browser.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { arePagesBuilt, BUILT_PAGES, settled, type Visitor, visitorOf } from '../support/web-visit.ts'
import { screens } from './screens.ts'

const [database] = databases()
const started = await headlessBrowser()
const missing = 'reason' in started ? `NO BROWSER: ${started.reason}` : !arePagesBuilt && 'NO PAGES: npm run build'

describe('every screen', { skip: missing }, () => {
  let registry: TestRegistry
  let browser: Browser
  let visitor: Visitor
  let painted: Readonly<Record<string, readonly string[]>>
  before(async () => {
    assert.ok(database !== undefined && 'browser' in started)
    browser = started.browser
    registry = await startRegistry(database, { webPages: BUILT_PAGES })
    painted = await paintRegistry(registry)
    visitor = await visitorOf(registry, browser, 'owner', { viewport: { width: 1440, height: 900 } })
  })
  after(async () => {
    await visitor.close()
    await browser.close()
    await registry.close()
  })

  for (const { name, path } of screens)
    test(`${name} has nothing that axe knows to be wrong, and fits a narrow window`, async () => {
      const { page, open } = visitor
      await page.emulateMedia({ colorScheme: 'light' })
      await open(path(painted))
      for (const colorScheme of ['light', 'dark'] as const) {
        // The pages follow the system's colours while they are looked at.
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
        const { violations } = await new AxeBuilder({ page }).analyze()
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
        assert.deepEqual(told, [], colorScheme)
      }
      await page.setViewportSize({ width: 320, height: 700 })
      await settled(page)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      await page.setViewportSize({ width: 1440, height: 900 })
      assert.equal(width, 320)
    })
})
