import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Options that make axe skip what no test reads: rules that passed, and a selector for each element. */
const CHEAP = { resultTypes: ['violations'], selectors: false } as const

/** The violations that axe finds on the page, by all of its rules or by the given ones, each with the elements concerned. */
export async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // Evaluated through the debugger, because the pages' content security policy allows no other script.
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe.source)
  const options = { ...CHEAP, ...(rules && { runOnly: { type: 'rule', values: rules } }) }
  // The violations become strings inside the page: transferring axe's whole result would serialize and parse it three
  // times.
  return page.evaluate<readonly string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`)
}
