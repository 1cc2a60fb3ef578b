// The scripts that a browser loads before the first screen appears: those that the document names, the screen's own, and everything that
// these import statically.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PAGES = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** Bytes by file, as a server sends them to a client that accepts gzip. The screen is named as its file in web/. */
export async function firstLoad(screen: string): Promise<ReadonlyMap<string, number>> {
  const document = await readFile(join(PAGES, 'index.html'), 'utf8')
  const entries = namesIn(document, /<script[^>]* src="\/assets\/([^"]+\.js)"/g)
  const waiting = [...entries]
  const loaded = new Map<string, number>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (loaded.has(name)) continue
    const file = join(PAGES, 'assets', name)
    const { size } = await stat(`${file}.gz`)
    loaded.set(name, size)
    const script = await readFile(file, 'utf8')
    waiting.push(...namesIn(script, /(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
    if (!entries.includes(name)) continue
    const [found] = namesIn(script, new RegExp(`["'\`]\\./(${screen}-[^"'\`]+\\.js)["'\`]`, 'g'))
    if (found === undefined) throw new Error(`${name} loads no ${screen}: was it built, and is it still called so?`)
    waiting.push(found)
  }
  return loaded
}

const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name)
