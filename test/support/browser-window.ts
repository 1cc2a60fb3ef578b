// Browser windows. Windows with default options are reused, because opening one mostly costs starting its renderer process.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const SIZE = { width: 1280, height: 720 } as const
const spare: Page[] = []

/** The only page of a new context in which nobody is signed in. Options (`looks`) always give a fresh one. */
export async function windowOf(browser: Browser, looks?: BrowserContextOptions): Promise<Page> {
  const emptied = looks === undefined ? spare.pop() : undefined
  if (emptied) return emptied
  const usual = { ignoreHTTPSErrors: true, reducedMotion: 'reduce', viewport: SIZE } as const
  return (await browser.newContext({ ...usual, ...looks })).newPage()
}

/** Clears a default window for its next user. Only the browser's cache of files survives. */
export async function passOn(page: Page): Promise<void> {
  const context = page.context()
  await context.setOffline(false)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const others = context.pages().filter((other) => other !== page)
  await Promise.all(others.map((other) => other.close()))
  for (const event of ['console', 'pageerror', 'request', 'response'] as const) page.removeAllListeners(event)
  await page.evaluate('localStorage.clear(), sessionStorage.clear()')
  // Not about:blank, which would start another renderer process.
  await page.goto(new URL('/healthz', page.url()).href)
  await context.clearCookies()
  await page.setViewportSize(SIZE)
  await page.emulateMedia({ colorScheme: 'light' })
  spare.push(page)
}
