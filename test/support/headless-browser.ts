import type { Browser } from 'playwright-core'

/** A real browser: CHROMIUM_BIN, else the one that npm brings, which runs on Linux for x64 alone. */
export async function headlessBrowser(): Promise<{ readonly browser: Browser } | { readonly reason: string }> {
  try {
    const { chromium } = await import('playwright-core')
    const executablePath =
      process.env['CHROMIUM_BIN'] ?? (await (await import('@sparticuz/chromium')).default.executablePath())
    // Containers have no sandbox for it; what it visits is served by the test.
    return { browser: await chromium.launch({ executablePath, args: ['--no-sandbox'] }) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
