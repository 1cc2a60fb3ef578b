// The search: identifies the image that somebody has at hand, and is reached by keyboard.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inBucket, versionOf } from '../support/build-sequences.ts'
import { paintRegistry } from '../support/painted-registry.ts'
import { until } from '../support/until.ts'
import { describeSite } from '../support/web-suite.ts'
import { typeOnceFocused } from '../support/web-visit.ts'

describeSite('the search', paintRegistry, (site) => {
  const imageOf = async (bucketName: string): Promise<string> => {
    const bucket = inBucket(await site.registry.logIn(), bucketName)
    const version = await versionOf(bucket, site.scene[bucketName]?.[0] ?? '')
    return version.builds[0].artifacts[0].external_identifier as string
  }

  test('tells of an image where it comes from and whether it may be used, and offers it', async () => {
    const { page, open } = await site.visit('owner')
    const [scheduled, revoked] = [await imageOf('app-web'), await imageOf('orders-db')]
    await open('/p/default/buckets')
    await page.keyboard.press('/')
    await typeOnceFocused(page.getByRole('searchbox'), scheduled)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/search?q=${scheduled}&project=default`)
    const exact = page.getByRole('region', { name: 'Exact match' })
    await exact.getByText('from app-web v1').waitFor()
    assert.match(
      (await exact.innerText()).replace(/\s+/g, ' '),
      /aws eu-west-1, from app-web v1 on P production scheduled can be used, will be revoked in 30 days$/,
    )
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/p/default/buckets/app-web/versions/${site.scene['app-web']?.[0] ?? ''}`)

    await open(`/search?q=${revoked}&project=default`)
    assert.match(
      (await exact.innerText()).replace(/\s+/g, ' '),
      /from orders-db v1 on P production revoked do not use: revoked .+ ago$/,
    )
    // Another search stays in the project.
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
  })

  test('says what was looked for in vain, and where nobody may look', async () => {
    const { page, open } = await site.visit('viewer')
    await open('/search?q=zzzz')
    await page.getByText('No results for “zzzz” in default.').waitFor()
    await open('/search?q=z')
    await page.getByText('Enter at least two characters.').waitFor()
    await open('/search?q=ubuntu&project=elsewhere')
    await page.getByText('There is no project “elsewhere”, or you cannot see it.').waitFor()
    const stranger = await site.visit(null)
    await stranger.open('/search?q=ubuntu')
    await stranger.page.getByText(/^You cannot see any projects yet/).waitFor()

    // When a file of an outdated page is gone, the page is reloaded, once.
    const left = await page.context().newPage()
    await left.route('**/assets/search-page-*.js', (route) => route.abort())
    const loaded: string[] = []
    left.on('domcontentloaded', () => loaded.push(left.url()))
    await left.goto(`${site.registry.url}/you`)
    await left.getByRole('searchbox').fill('ubuntu')
    await left.keyboard.press('Enter')
    await until(() => Promise.resolve(loaded.length === 2))
    await left.getByRole('heading', { name: 'Something went wrong' }).waitFor()
    await left.getByRole('button', { name: 'Reload page' }).click()
    await until(() => Promise.resolve(loaded.length === 3))
    await left.getByRole('heading', { name: 'Something went wrong' }).waitFor()
    assert.equal(loaded.length, 3)
  })
})
