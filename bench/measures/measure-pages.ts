// The page of a registry's buckets, as a browser loads it for the first time.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Cookie } from 'playwright-core'
import { invitationTokens } from '../../src/auth/sessions/sessions.ts'
import { dataDirectoryAt } from '../../src/config/data-directory.ts'
import { systemClock } from '../../src/domain/clock.ts'
import { inviteUsers } from '../../src/domain/principal/invitation/invite-users.ts'
import { operatorActor } from '../../src/domain/principal/principal.ts'
import { newId } from '../../src/machine/new-id.ts'
import { openStore } from '../../src/storage/open.ts'
import { type RunningServer, startServer } from '../load/server-process.ts'
import { seedRegistry } from '../seed/seed-registry.ts'

export const BUCKETS = 10_000
export const VISITS = 5
const PASSWORD = 'five gold rings and a stamp'
const AN_HOUR_MS = 3_600_000

/** The milliseconds of each visit, from the address to the first list. */
export async function measurePages(browser: Browser, directory: string): Promise<readonly number[]> {
  const dataDir = join(directory, 'pages')
  await mkdir(dataDir, { mode: 0o700 })
  const settings = { dataDir, protocol: 'https', databaseUrl: null, nodeFlags: [] } as const
  const first = await startServer(settings)
  await first.stop()
  const location = { sqliteFile: dataDirectoryAt(dataDir).sqliteFile }
  await seedRegistry(location, BUCKETS)
  const server = await startServer(settings)
  try {
    const origin = `https://localhost:${server.target.port}`
    const cookies = await signIn(browser, origin, await invitation(server, location))
    const visits: number[] = []
    // One visit more: the first reads what the database has not read yet.
    for (let visit = 0; visit <= VISITS; visit += 1) visits.push(await visitOf(browser, origin, cookies))
    return visits.slice(1)
  } finally {
    await server.stop()
  }
}

/** Makes an invitation as `assay user invite` does, and returns its path. */
async function invitation({ base }: RunningServer, location: { readonly sqliteFile: string }): Promise<string> {
  const store = await openStore(location)
  try {
    const organizationId = /\/organizations\/([^/]+)\//.exec(base)?.[1] ?? ''
    const { token, hash } = invitationTokens((await store.serverKey.find()) ?? new Uint8Array()).make()
    const context = { actor: operatorActor, store, clock: systemClock, newId }
    const invited = [{ email: 'ada@example.com', role: 'owner', hash }] as const
    await inviteUsers(context, { organizationId, goodForMs: AN_HOUR_MS, invited })
    return `/invitations/${token}`
  } finally {
    await store.close()
  }
}

const contextOf = (browser: Browser) => browser.newContext({ ignoreHTTPSErrors: true })

async function signIn(browser: Browser, origin: string, path: string): Promise<Cookie[]> {
  const context = await contextOf(browser)
  const page = await context.newPage()
  await page.goto(origin + path)
  await page.locator('[name=display_name]').fill('Ada')
  await page.locator('[name=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== path)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

async function visitOf(browser: Browser, origin: string, cookies: readonly Cookie[]): Promise<number> {
  const context = await contextOf(browser)
  try {
    await context.addCookies(cookies)
    const page = await context.newPage()
    const began = performance.now()
    await page.goto(`${origin}/p/default/buckets`, { waitUntil: 'commit' })
    await page.locator('tbody tr').first().waitFor()
    return performance.now() - began
  } finally {
    await context.close()
  }
}
