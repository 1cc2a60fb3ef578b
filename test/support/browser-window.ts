// Windows of the browser. Usual ones are used again: most of what a first look costs is the process that draws a new one.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const SIZE = { width: 1280, height: 720 } as const
const spare: Page[] = []

/** The only page of a context in which nobody is signed in; with looks always a fresh one. */
export async function windowOf(browser: Browser, looks?: BrowserContextOptions): Promise<Page> {
  const emptied = looks === undefined ? spare.pop() : undefined
  if (emptied) return emptied
  const usual = { ignoreHTTPSErrors: true, reducedMotion: 'reduce', viewport: SIZE } as const
  return (await browser.newContext({ ...usual, ...looks })).newPage()
}

/** Empties a usual window for who comes next: of who had it nothing is left but what the browser keeps of files. */
export async function passOn(page: Page): Promise<void> {
  const context = page.context()
  await context.setOffline(false)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const others = context.pages().filter((other) => other !== page)
  await Promise.all(others.map((other) => other.close()))
  for (const event of ['console', 'pageerror', 'request', 'response'] as const) page.removeAllListeners(event)
  await page.evaluate('localStorage.clear(), sessionStorage.clear()')
  // Not to about:blank, which another process draws.
  await page.goto(new URL('/healthz', page.url()).href)
  await context.clearCookies()
  await page.setViewportSize(SIZE)
  await page.emulateMedia({ colorScheme: 'light' })
  spare.push(page)
}
