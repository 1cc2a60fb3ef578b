// The search: what an image is that somebody has before them, and the way to it by the keyboard.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { inBucket, versionOf } from '../support/build-sequences.ts'
import { databases } from '../support/databases.ts'
import { headlessBrowser } from '../support/headless-browser.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { arePagesBuilt, BUILT_PAGES, visitorOf } from '../support/web-visit.ts'

const started = await headlessBrowser()
const missing = 'reason' in started ? `NO BROWSER: ${started.reason}` : !arePagesBuilt && 'NO PAGES: npm run build'

for (const database of databases())
  describe(`the search on ${database.name}`, { skip: missing }, () => {
    let registry: TestRegistry
    let browser: Browser
    let painted: Readonly<Record<string, readonly string[]>>
    before(async () => {
      assert.ok('browser' in started)
      browser = started.browser
      registry = await startRegistry(database, { webPages: BUILT_PAGES })
      painted = await paintRegistry(registry)
    })
    after(async () => {
      await registry.close()
    })

    const imageOf = async (bucketName: string): Promise<string> => {
      const bucket = inBucket(await registry.logIn(), bucketName)
      const version = await versionOf(bucket, painted[bucketName]?.[0] ?? '')
      return version.builds[0].artifacts[0].external_identifier as string
    }

    test('tells of an image where it comes from and whether it may be used, and offers it', async () => {
      const { page, open, close } = await visitorOf(registry, browser, 'owner')
      const [scheduled, revoked] = [await imageOf('app-web'), await imageOf('orders-db')]
      await open('/p/default/buckets')
      await page.keyboard.press('/')
      await page.keyboard.type(scheduled)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/search?q=${scheduled}`)
      const exact = page.getByRole('region', { name: 'Exactly this' })
      await exact.getByText('from app-web v1').waitFor()
      assert.match(
        (await exact.innerText()).replace(/\s+/g, ' '),
        /aws eu-west-1, from app-web v1 on P production scheduled may be used, will be revoked in 30 days$/,
      )
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/p/default/buckets/app-web/versions/${painted['app-web']?.[0] ?? ''}`)

      await open(`/search?q=${revoked}&project=default`)
      assert.match(
        (await exact.innerText()).replace(/\s+/g, ' '),
        /from orders-db v1 on P production revoked must not be used: revoked .+ ago$/,
      )
      // Another question stays in the project.
      await page.getByRole('searchbox').fill('ubuntu')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/search?q=ubuntu&project=default')
      const found = page.getByRole('region', { name: /^(?:Buckets|Labels)$/ })
      await found.getByRole('link', { name: 'os=ubuntu' }).waitFor()
      assert.deepEqual(await page.getByRole('heading', { level: 2 }).allInnerTexts(), ['Buckets', 'Labels'])
      const here = () => page.evaluate<string>('document.activeElement.textContent')
      const walked: string[] = []
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await page.keyboard.press(key)
        walked.push(await here())
      }
      assert.deepEqual(walked, ['ubuntu-base', 'os=ubuntu', 'ubuntu-base'])
      await page.keyboard.press('ArrowUp')
      assert.equal(await page.evaluate('document.activeElement.id'), 'search')
      await close()
    })

    test('says what was looked for in vain, and where nobody may look', async () => {
      const { page, open, close } = await visitorOf(registry, browser, 'viewer')
      await open('/search?q=zzzz')
      await page.getByText('Nothing in default is called, or begins with, “zzzz”.').waitFor()
      await open('/search?q=z')
      await page.getByText('Two characters at least, please.').waitFor()
      await open('/search?q=ubuntu&project=elsewhere')
      await page.getByText('There is no project “elsewhere” that you may see.').waitFor()
      await close()
      const stranger = await visitorOf(registry, browser, null)
      await stranger.open('/search?q=ubuntu')
      await stranger.page.getByText(/^You may see no project yet/).waitFor()
      await stranger.close()
    })
  })

after(async () => {
  if ('browser' in started) await started.browser.close()
})
