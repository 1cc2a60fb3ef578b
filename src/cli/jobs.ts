import type { Config } from '../config.ts'
import { databaseOf } from '../data-directory.ts'

const SHOWN = 100

/** Lists what the registry has still to do by itself, the soonest first, one line a job. */
export async function jobs(config: Config): Promise<void> {
  // Loaded here so that the other commands start without a database driver.
  const { openStore } = await import('../storage/open.ts')
  const store = await openStore(databaseOf(config))
  try {
    const waiting = await store.jobs.list(SHOWN)
    const lines = waiting.map(({ runAt, kind, subject, failures, claimedUntil, lastError }) =>
      [
        runAt,
        kind,
        subject === '' ? '-' : subject,
        claimedUntil === null ? 'waiting' : 'claimed',
        `${failures} failures`,
        lastError,
      ]
        .filter((part) => part !== '')
        .join('  '),
    )
    process.stdout.write(`${lines.length === 0 ? 'no jobs' : lines.join('\n')}\n`)
  } finally {
    await store.close()
  }
}
