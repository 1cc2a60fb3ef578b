// docs/events.md, which has two parts: what webhooks are sent, and all kinds of events. Each is made by a test of what it has seen, so that
// the page cannot say anything else than a registry does.
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const PAGE = new URL('../../docs/events.md', import.meta.url)
const SEEN = fileURLToPath(new URL('../../node_modules/.cache/assay/events.md', import.meta.url))
const BETWEEN = '<!-- What follows is made by test/domain/record/event/event-per-change.test.ts. -->\n'

/** Fails, and says where the page is as it should be, where that part of it is another one. */
export async function assertPublished(part: 'webhooks' | 'kinds', made: string): Promise<void> {
  const [webhooks = '', kinds = ''] = (await readFile(PAGE, 'utf8').catch(() => '')).split(BETWEEN)
  if (made === { webhooks, kinds }[part]) return
  const page = part === 'webhooks' ? [made, kinds] : [webhooks, made]
  await mkdir(dirname(SEEN), { recursive: true })
  await writeFile(SEEN, page.join(BETWEEN))
  assert.fail(`docs/events.md is not what is told: look at ${SEEN}, and put it there`)
}

/** Ids and times of one run as those of every run; each is another one as long as the answer is kept. */
export function stable(): (text: string) => string {
  const names = new Map<string, string>()
  const named = (found: string, name: (number: number) => string) => {
    if (!names.has(found)) names.set(found, name(names.size + 1))
    return names.get(found) ?? ''
  }
  return (text) =>
    text
      .replaceAll(/\b(?:[0-7][0-9A-HJKMNP-TV-Z]{25}|id-\d{6})\b/gi, (id) =>
        named(id.toUpperCase(), (n) => `01J0000000000000000000${String(n).padStart(4, '0')}`),
      )
      .replaceAll(/\bassay-[0-9a-f]{32}\b/g, (id) => named(id, (n) => `assay-${String(n).padStart(32, '0')}`))
      .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) =>
        named(id, (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
      )
      .replaceAll(/\b2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '2026-01-31T12:00:00.000Z')
      .replaceAll(/\b2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, '2026-01-31 12:00:00 UTC')
}
