import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Nothing is made that nobody here reads: what passed, and selectors for each element. */
const CHEAP = { resultTypes: ['violations'], selectors: false } as const

/** What axe knows to be wrong with the page, by all of its rules or by these, each with the elements concerned. */
export async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // As a script of the debugger's: the policy of the pages allows no other.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source)
  const options = { ...CHEAP, ...(rules && { runOnly: { type: 'rule', values: rules } }) }
  // Put into words there: all that axe found would be taken apart and put together again three times on its way.
  return page.evaluate<readonly string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`)
}
