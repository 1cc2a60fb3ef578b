// Every screen, light and dark, wide and narrow: axe finds no violations, and the browser has no complaints.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/accessibility-faults.ts'
import { aroundPainted, paintRegistry } from '../support/painted-registry.ts'
import { describeSite } from '../support/web-suite.ts'
import { settled } from '../support/web-visit.ts'
import { screens } from './screens.ts'

const WIDE = { width: 1440, height: 900 }
/** The rules about colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** Changes the system's colour scheme, which the pages follow at once. */
async function looksAt(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
  // The pages are redrawn afterwards: until then some parts have the previous colours.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
}

describeSite(
  'every screen',
  paintRegistry,
  (site) => {
    for (const { name, path, step } of screens)
      test(`${name} has nothing that axe knows to be wrong, and fits a narrow window`, async () => {
        const { page, goTo } = await site.stay('owner')
        await page.setViewportSize(WIDE)
        await page.emulateMedia({ colorScheme: 'light' })
        await goTo(path(site.scene))
        await step?.(page)
        assert.deepEqual(await accessibilityFaults(page), [], 'light')
        await looksAt(page, 'dark')
        assert.deepEqual(await accessibilityFaults(page, OF_COLOURS), [], 'dark')
        await page.setViewportSize({ width: 320, height: 700 })
        await settled(page)
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320)
      })
  },
  { circumstances: async () => aroundPainted },
)
