import type { Page, StreamedPage } from '../../src/domain/page.ts'

/** Reads all items of a streamed page. */
export async function readPage<Item>(page: Promise<StreamedPage<Item>>): Promise<Page<Item>> {
  const { items, ...edges } = await page
  return { ...edges, items: await Array.fromAsync(items) }
}
