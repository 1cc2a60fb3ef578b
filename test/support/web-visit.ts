// The pages in a real browser: a user with some role looks at them, and every complaint of the browser fails the test.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { passOn, windowOf } from './browser-window.ts'
import { joined } from './people.ts'
import type { TestRegistry } from './registry.ts'
import { until } from './until.ts'

/** The folder into which `npm ci` builds the pages. */
export const BUILT_PAGES = fileURLToPath(new URL('../../dist/web', import.meta.url))
export const arePagesBuilt = existsSync(`${BUILT_PAGES}/index.html`)

const PATIENCE_MS = 60_000

export interface Visitor {
  readonly page: Page
  /** The id of the visitor's principal. */
  readonly id: string
  /** Opens a path of the registry and waits until nothing is loading. */
  readonly open: (path: string) => Promise<void>
  /** Like `open`, but as a link does: the program and its state remain. Loads the page when none is open, or one with the same path. */
  readonly goTo: (path: string) => Promise<void>
  /** What the browser has complained about: script errors, and what the pages' content security policy blocked. */
  readonly complaints: readonly string[]
  /** Leaves the window to the next visitor, or closes it if it has special options or the browser has complained. */
  readonly leave: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A signed-in user with this role in the organization. */
export async function visitorOf(
  registry: TestRegistry,
  browser: Browser,
  role: Role | null,
  looks?: BrowserContextOptions,
): Promise<Visitor> {
  const person = await joined(registry, role)
  const page = await windowOf(browser, looks)
  await page
    .context()
    .addCookies([...person.browser.cookies].map(([name, value]) => ({ name, value, url: registry.url, secure: true })))
  // A machine that runs other tests at the same time may be slow.
  page.setDefaultTimeout(PATIENCE_MS)
  // The pages compute relative times from the registry's clock.
  await page.clock.setFixedTime(registry.clock.now())
  const complaints: string[] = []
  page.on('console', (message) => {
    // The browser also logs refused requests, which the page shows.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(registry.url) && !request.url().startsWith('blob:'))
      complaints.push(`asked another host: ${request.url()}`)
  })
  let isOpen = false
  const open = async (path: string) => {
    isOpen = true
    await page.goto(registry.url + path)
    await settled(page)
  }
  let hasLeft = false
  const close = async () => {
    await page.context().close()
    assert.deepEqual(complaints, [])
  }
  return {
    page,
    id: person.id,
    complaints,
    open,
    async goTo(path) {
      if (!isOpen || new URL(page.url()).pathname === new URL(path, registry.url).pathname) return open(path)
      await page.evaluate(`
        document.querySelector('main h1').setAttribute('data-left', '')
        history.pushState(null, '', ${JSON.stringify(path)})
        dispatchEvent(new PopStateEvent('popstate'))`)
      await page.locator('main h1:not([data-left])').waitFor()
      return settled(page)
    },
    async leave() {
      if (hasLeft) return
      hasLeft = true
      if (looks !== undefined || complaints.length > 0 || page.isClosed()) return close()
      await passOn(page)
      assert.deepEqual(complaints, [])
    },
    close,
  }
}

/** Resolves when the content of the page has arrived. */
export async function settled(page: Page): Promise<void> {
  await page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('heading', { level: 2 }))
    .first()
    .waitFor()
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' })
}

/** Chooses from a list that opens. Not by the pointer: scrolling an option into view while its list is being positioned would hide both. */
export async function choose(list: Locator, option: string | RegExp): Promise<void> {
  await list.click()
  await list.page().getByRole('option', { name: option }).first().dispatchEvent('click')
}

const MOST_TABS = 60

/** Presses Tab until the element has the focus. */
export async function tabTo(wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await isFocused(wanted)) return
    await wanted.page().keyboard.press('Tab')
  }
  assert.fail(`the keyboard does not come to ${wanted.toString()}`)
}

export const isFocused = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) => element === element.ownerDocument.activeElement)

/** Types into a field once it has received the focus by itself: a key pressed sooner would go elsewhere. */
export async function typeOnceFocused(field: Locator, text: string): Promise<void> {
  await until(() => isFocused(field))
  await field.page().keyboard.type(text)
}

/** Holds back the next request with this method to a matching address until the returned function is called. */
export async function holdNext(page: Page, method: string, address: RegExp): Promise<() => void> {
  const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<undefined>()
  let isHeld = false
  await page.route(address, async (route) => {
    if (!isHeld && route.request().method() === method) {
      isHeld = true
      await isLetGo
    }
    await route.fallback()
  })
  return () => {
    letGo(undefined)
  }
}
