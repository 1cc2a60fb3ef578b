// The pages in a real browser: somebody of some role looks at them, and whatever the browser complains of fails the test.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Role } from '../../src/domain/principal/role/role.ts'
import { passOn, windowOf } from './browser-window.ts'
import { joined } from './people.ts'
import type { TestRegistry } from './registry.ts'
import { until } from './until.ts'

/** Where `npm ci` builds the pages. */
export const BUILT_PAGES = fileURLToPath(new URL('../../dist/web', import.meta.url))
export const arePagesBuilt = existsSync(`${BUILT_PAGES}/index.html`)

const PATIENCE_MS = 60_000

export interface Visitor {
  readonly page: Page
  /** The principal that they are. */
  readonly id: string
  /** Goes to a path of the registry and waits until nothing is loading. */
  readonly open: (path: string) => Promise<void>
  /** The same, as by a link: the program and what it knows stay. Anew where no page or one of the same path is there. */
  readonly goTo: (path: string) => Promise<void>
  /** What the browser has complained of: errors of scripts, and what the policy of the pages forbade. */
  readonly complaints: readonly string[]
  /** Leaves the window to who comes next, or where it is no usual one, or the browser has complained, closes it. */
  readonly leave: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Somebody who holds the role of the organization, signed in. */
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
  // A machine that has other tests to run takes its time.
  page.setDefaultTimeout(PATIENCE_MS)
  // What is told as so long ago is reckoned by the registry's time.
  await page.clock.setFixedTime(registry.clock.now())
  const complaints: string[] = []
  page.on('console', (message) => {
    // Refusals that a page shows are also told there by the browser.
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

/** Until what the page shows has arrived. */
export async function settled(page: Page): Promise<void> {
  await page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('heading', { level: 2 }))
    .first()
    .waitFor()
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' })
}

/** Chooses from a list that opens. Not by the pointer: bringing an option into view while its list is being placed would hide both. */
export async function choose(list: Locator, option: string | RegExp): Promise<void> {
  await list.click()
  await list.page().getByRole('option', { name: option }).first().dispatchEvent('click')
}

const MOST_TABS = 60

/** Goes on by keyboard until it is there. */
export async function tabTo(wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await isFocused(wanted)) return
    await wanted.page().keyboard.press('Tab')
  }
  assert.fail(`the keyboard does not come to ${wanted.toString()}`)
}

export const isFocused = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) => element === element.ownerDocument.activeElement)

/** Types into what comes to have the focus by itself, and not before: a key that is pressed sooner goes elsewhere. */
export async function typeOnceFocused(field: Locator, text: string): Promise<void> {
  await until(() => isFocused(field))
  await field.page().keyboard.type(text)
}

/** Has the next request of this method to such an address wait on its way until the answered function is called. */
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
