// `npm run screenshots -- FOLDER [NAME…]`: pictures of every screen, or of those named, at a phone's width and a desktop's, light and dark.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { databases } from '../test/support/databases.ts'
import { globalSetup, globalTeardown } from '../test/support/global-setup.ts'
import { headlessBrowser } from '../test/support/headless-browser.ts'
import { aroundPainted, paintRegistry } from '../test/support/painted-registry.ts'
import { startRegistry } from '../test/support/registry.ts'
import { BUILT_PAGES, visitorOf } from '../test/support/web-visit.ts'
import { screens } from '../test/web/screens.ts'

const [folder = 'screenshots', ...names] = process.argv.slice(2)
await globalSetup()
// Operations that are answered while pictures are taken are not to be recorded.
delete process.env['ASSAY_TEST_ANSWERED']
const [database] = databases()
const started = await headlessBrowser()
if (database === undefined || 'reason' in started) throw new Error('reason' in started ? started.reason : 'no database')
const registry = await startRegistry(database, { webPages: BUILT_PAGES, ...aroundPainted })
try {
  const painted = await paintRegistry(registry)
  await mkdir(folder, { recursive: true })
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      const looks = { colorScheme, viewport: { width, height } }
      const visitor = await visitorOf(registry, started.browser, 'owner', looks)
      for (const { name, path, step } of screens.filter(
        (screen) => names.length === 0 || names.includes(screen.name),
      )) {
        await visitor.open(path(painted))
        await step?.(visitor.page)
        await visitor.page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      }
      await visitor.close()
    }
} finally {
  await started.browser.close()
  await registry.close()
  await globalTeardown()
}
