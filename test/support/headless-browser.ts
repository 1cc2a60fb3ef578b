import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'

/** The folder into which the browser from npm is unpacked, once. It is removed together with node_modules. */
const UNPACKED = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))

/** A real browser: the one at CHROMIUM_BIN, otherwise the one from npm, which runs only on Linux x64. */
export async function headlessBrowser(): Promise<{ readonly browser: Browser } | { readonly reason: string }> {
  try {
    const { chromium } = await import('playwright-core')
    const executablePath = process.env['CHROMIUM_BIN'] ?? (await unpacked())
    // Containers offer no sandbox for it, and it only visits pages that the test serves.
    return { browser: await chromium.launch({ executablePath, args: ['--no-sandbox'] }) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Unpacks atomically: test processes that start at the same time may all find no browser, and none may run one that is half written. */
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
