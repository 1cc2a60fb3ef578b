// Every screen, light and dark, wide and narrow: nothing that axe knows to be wrong, nothing that the browser complains of.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/accessibility-faults.ts'
import { aroundPainted, paintRegistry } from '../support/painted-registry.ts'
import { describeSite } from '../support/web-suite.ts'
import { settled } from '../support/web-visit.ts'
import { screens } from './screens.ts'

const WIDE = { width: 1440, height: 900 }
/** What of the rules has to do with colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** The pages follow the system's colours while they are looked at. */
async function looksAt(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
  // And are drawn anew: until then some of them have the colours of before.
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
