// Ancestry, drawn and as a table, of a whole registry and of a bucket.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBucket, newBucket, versionOf } from '../support/build-sequences.ts'
import { imageFrom } from '../support/image-sequences.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { until } from '../support/until.ts'
import { choose } from '../support/web-visit.ts'
import { describeSite } from '../support/web-suite.ts'

describeSite(
  'ancestry',
  async (registry) => {
    const { 'app-web': web = [] } = await paintRegistry(registry)
    const admin = await registry.logIn()
    const version = await versionOf(inBucket(admin, 'app-web'), web[1] ?? '')
    await imageFrom(await newBucket(admin, 'app-canary'), 'canary1', { version })
  },
  (site) => {
    test('is drawn from left to right, and lights what is built from a bucket', async () => {
      const { page, open } = await site.visit('viewer')
      await open('/p/default/buckets')
      await page.keyboard.press('g')
      await page.keyboard.press('n')
      await page.waitForURL('**/p/default/ancestry')
      const graph = page.getByRole('group', { name: /^Ancestry graph/ })
      const box = (name: string) => graph.getByRole('link', { name: new RegExp(`^${name}\\b`) })
      await graph.getByRole('link', { name: 'app-web v2 out of date' }).waitFor()
      await graph.getByRole('link', { name: 'ubuntu-base v3', exact: true }).waitFor()
      const lefts: number[] = []
      for (const name of ['ubuntu-base', 'app-web', 'app-canary'])
        lefts.push((await box(name).boundingBox())?.x ?? assert.fail(name))
      assert.deepEqual(
        lefts,
        lefts.toSorted((one, other) => one - other),
      )
      assert.equal(new Set(lefts).size, 3)
      const dashes = async (status: string): Promise<unknown> => {
        await graph.locator(`.ancestry-${status}`).first().waitFor({ state: 'attached' })
        return page.evaluate(
          `[...document.querySelectorAll('.ancestry-graph .ancestry-${status} path.react-flow__edge-path')].map((line) => getComputedStyle(line).strokeDasharray !== 'none')`,
        )
      }
      assert.deepEqual(await dashes('OUT_OF_DATE'), [true])
      assert.deepEqual(await dashes('UP_TO_DATE'), [false, false])
      assert.deepEqual(await dashes('UNDETERMINED'), [false])

      await box('ubuntu-base').hover()
      await page
        .getByText(
          '4 buckets are built from versions of ubuntu-base, directly or through others: app-canary, app-web, ci-runner, orders-db.',
        )
        .waitFor()
      const looks = async () => {
        const found: Record<string, string | null> = {}
        for (const name of ['ubuntu-base', 'app-web', 'app-canary', 'ci-runner', 'orders-db'])
          found[name] = await box(name).getAttribute('data-look')
        return found
      }
      assert.deepEqual(await looks(), {
        'ubuntu-base': 'at',
        'app-web': 'descendant',
        'app-canary': 'descendant',
        'ci-runner': 'descendant',
        'orders-db': 'descendant',
      })
      await page.mouse.move(0, 0)

      // By keyboard: past the buttons to the graph, then from box to box.
      await page.getByRole('button', { name: 'Show all' }).focus()
      await page.keyboard.press('Tab')
      const where = () => graph.locator('.react-flow__viewport').getAttribute('style')
      for (const key of ['+', 'ArrowLeft', '0']) {
        const beforeKey = await where()
        await page.keyboard.press(key)
        await until(async () => (await where()) !== beforeKey)
      }
      const said = page.getByText(/^1 bucket is built from versions of app-web, .*: app-canary\.$/)
      for (let presses = 0; presses < 5 && !(await said.isVisible()); presses += 1) await page.keyboard.press('Tab')
      await said.waitFor()
      assert.deepEqual(await looks(), {
        'ubuntu-base': 'other',
        'app-web': 'at',
        'app-canary': 'descendant',
        'ci-runner': 'other',
        'orders-db': 'other',
      })
      const beforeButton = await where()
      await page.getByRole('button', { name: 'Move right' }).click()
      await until(async () => (await where()) !== beforeButton)

      await page.getByText('Table', { exact: true }).click()
      await page.waitForURL('**/ancestry?view=table')
      const rows = page.getByRole('table').getByRole('row')
      await rows.nth(4).waitFor()
      assert.deepEqual(
        (await rows.allInnerTexts()).map((text) => text.split(/\s+/).join(' ')),
        [
          'Version Built from Channel Status',
          'app-canary v1 app-web v2 no channel undetermined',
          'app-web v2 ubuntu-base v1 production out of date',
          'ci-runner v1 ubuntu-base v2 production up to date',
          'orders-db v2 ubuntu-base v2 production up to date',
        ],
      )
    })

    test('of a bucket goes as many generations up and down as somebody asks for', async () => {
      const { page, open } = await site.visit('viewer', {
        viewport: { width: 390, height: 844 },
      })
      await open('/p/default/buckets/ubuntu-base')
      await page.getByRole('navigation', { name: 'Bucket pages' }).getByRole('link', { name: 'Ancestry' }).click()
      // A narrow window shows the table by default.
      const table = page.getByRole('table')
      const lines = async () =>
        (await table.getByRole('row').allInnerTexts()).slice(1).map((text) => text.split(/\s+/).slice(0, 6).join(' '))
      await table.getByText('2 down').waitFor()
      assert.deepEqual((await lines()).sort(), [
        '1 down app-web v2 ubuntu-base v1',
        '1 down ci-runner v1 ubuntu-base v2',
        '1 down orders-db v2 ubuntu-base v2',
        '2 down app-canary v1 app-web v2',
      ])
      await choose(page.getByRole('combobox', { name: 'Generations' }), '1 generation')
      await page.waitForURL('**/ancestry?depth=1')
      await table.getByText('2 down').waitFor({ state: 'detached' })
      assert.equal((await lines()).length, 3)
      await page.getByText('Built from', { exact: true }).first().click()
      await page.waitForURL('**/ancestry?depth=1&dir=parents')
      await page.getByText('There is nothing in this direction.').waitFor()

      await open('/p/default/buckets/app-canary/ancestry?dir=parents')
      await table.getByText('2 up').waitFor()
      assert.deepEqual(await lines(), ['1 up app-canary v1 app-web v2', '2 up app-web v2 ubuntu-base v1'])
      // What is built from a bucket is reported even where it is not drawn.
      await open('/p/default/buckets/app-canary/ancestry?dir=parents&view=graph')
      await page.getByRole('link', { name: /^ubuntu-base v3/ }).hover()
      await page.getByText(/^4 buckets are built from versions of ubuntu-base/).waitFor()
      await open('/p/default/buckets/app-web/ancestry?view=graph')
      await page.getByRole('link', { name: 'app-canary v1', exact: true }).click()
      await page.waitForURL('**/p/default/buckets/app-canary')
      await open('/p/default/buckets/windows-base/ancestry')
      await page.getByText('windows-base is not built from another bucket, and nothing is built from it.').waitFor()
    })
  },
)
