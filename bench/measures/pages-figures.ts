import { headlessBrowser } from '../../test/support/headless-browser.ts'
import { median } from '../report/median.ts'
import { atMost, type Figure } from '../report/report.ts'
import { firstLoad } from './first-load.ts'
import { BUCKETS, measurePages, VISITS } from './measure-pages.ts'

const MOST_KB = 200
const MOST_MS = 1000
const KB = 1000

export async function pagesFigures(directory: string): Promise<readonly Figure[]> {
  console.log(
    `\nThe page of a registry's buckets: its first load, and ${VISITS} visits to ${BUCKETS} buckets over TLS, SQLite`,
  )
  const loaded = [...(await firstLoad('registry-page'))].sort(([, one], [, other]) => other - one)
  for (const [name, bytes] of loaded) console.log(`  ${name}: ${(bytes / KB).toFixed(1)} kB`)
  const kilobytes = loaded.reduce((sum, [, bytes]) => sum + bytes, 0) / KB
  const scripts = atMost('scripts of the first load, by gzip', kilobytes, MOST_KB, ' kB')
  return [scripts, await listFigure(directory)]
}

async function listFigure(directory: string): Promise<Figure> {
  const measure = `from the address to the list, of ${BUCKETS} buckets`
  const started = await headlessBrowser()
  if ('reason' in started) {
    console.log(`SKIPPED: visits, because no browser could be started: ${started.reason}`)
    return { measure, figure: 'SKIPPED', target: 'none', met: null }
  }
  try {
    const visits = await measurePages(started.browser, directory)
    console.log(`  visits: ${visits.map((ms) => ms.toFixed(0)).join(', ')} ms`)
    return atMost(measure, median(visits), MOST_MS, ' ms')
  } finally {
    await started.browser.close()
  }
}
