// The state of the audit log's hash chain, on the pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../../src/storage/engine/dialect.ts'
import { newBucket } from '../support/build-sequences.ts'
import type { TestRegistry } from '../support/registry.ts'
import { describeSite } from '../support/web-suite.ts'
import { tabTo } from '../support/web-visit.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Seals the events, and a day later lets the server prove the whole chain. */
async function aDayLater(registry: TestRegistry): Promise<void> {
  for (const milliseconds of [1000, DAY_MS]) {
    registry.clock.advance(milliseconds)
    await registry.runDueJobs()
  }
}

describeSite(
  'the state of the chain',
  async (registry) => {
    await newBucket(registry.admin, 'sealed')
    await aDayLater(registry)
  },
  (site) => {
    test('is told with its head, how far it is proved, and the command that proves it', async () => {
      const { page, open } = await site.visit('admin')
      await open('/p/default/audit')
      const summary = page.locator('summary', { hasText: /^Hash chain: [\d,]+ entries verified up to [\d,]+$/ })
      await summary.waitFor()
      await tabTo(summary)
      await page.keyboard.press('Enter')
      const { store, projectId } = site.registry
      const { position = 0, hash = '' } = (await store.ledgers.head(projectId)) ?? {}
      await page.getByText(`assay audit verify --seen ${projectId}:${position}:${hash}`).waitFor()
      await page.getByText(`all up to ${position.toLocaleString('en')},`).waitFor()
      await page.getByRole('button', { name: 'Copy head hash' }).waitFor()
    })

    test('of the organization is that of what is of no project', async () => {
      const { page, open } = await site.visit('owner')
      await open('/access/audit')
      await page.locator('summary', { hasText: 'Hash chain' }).click()
      await page.getByText('This chain is for entries outside of projects.').waitFor()
      await page.getByText(`assay audit verify --seen ${site.registry.organizationId}:`).waitFor()
    })

    test('says which entry was changed, without being asked', async () => {
      const { writer, close } = connect(site.registry.location)
      try {
        const { id } = await writer
          .selectFrom('event')
          .select('id')
          .where('kind', '=', 'bucket.created')
          .executeTakeFirstOrThrow()
        await writer.updateTable('event').set({ actor_name: 'mallory' }).where('id', '=', id).execute()
        await aDayLater(site.registry)
        const { page, open } = await site.visit('admin')
        await open('/p/default/audit')
        const note = page.getByRole('alert')
        await note.getByText(/^The entry at position [\d,]+ was changed, or its seal was\.$/).waitFor()
        await note.getByText(id).waitFor()
        assert.equal(await page.locator('summary .badge').innerText(), 'broken')
      } finally {
        await close()
      }
    })
  },
)
