import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'

/** Where the browser that npm brings is unpacked, once: it goes with node_modules. */
const UNPACKED = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))

/** A real browser: that of CHROMIUM_BIN, else the one that npm brings, which runs on Linux for x64 alone. */
export async function headlessBrowser(): Promise<{ readonly browser: Browser } | { readonly reason: string }> {
  try {
    const { chromium } = await import('playwright-core')
    const executablePath = process.env['CHROMIUM_BIN'] ?? (await unpacked())
    // Containers have no sandbox for it; what it visits is served by the test.
    return { browser: await chromium.launch({ executablePath, args: ['--no-sandbox'] }) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Whole or not at all: test processes that begin at the same time all find none, and none may run one that is half written. */
async function unpacked(): Promise<string> {
  if (!existsSync(UNPACKED)) {
    await mkdir(dirname(UNPACKED), { recursive: true })
    const folder = await mkdtemp(`${UNPACKED}-`)
    try {
      await unpackInto(folder)
      await rename(folder, UNPACKED)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      if (!existsSync(UNPACKED)) throw error
    }
  }
  return join(UNPACKED, 'chromium')
}

async function unpackInto(folder: string): Promise<void> {
  const { default: bundled } = await import('@sparticuz/chromium')
  const { TMPDIR: usual } = process.env
  process.env['TMPDIR'] = folder
  try {
    await bundled.executablePath()
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
}
