import type { Page, StreamedPage } from '../../src/domain/page.ts'

/** The page with all its items read. */
export async function readPage<Item>(page: Promise<StreamedPage<Item>>): Promise<Page<Item>> {
  const { items, ...edges } = await page
  return { ...edges, items: await Array.fromAsync(items) }
}
