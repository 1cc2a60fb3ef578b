import type { Config } from '../../../config/config.ts'
import { counted } from '../../counted.ts'
import { withDatabase } from '../operator-registry.ts'

const SHOWN = 100

/** Lists the jobs that the registry still has to do, the soonest first, one per line. */
export async function jobs(config: Config): Promise<void> {
  const waiting = await withDatabase(config, (store) => store.jobs.list(SHOWN))
  const lines = waiting.map(({ runAt, kind, subject, failures, claimedUntil, lastError }) =>
    [
      runAt,
      kind,
      subject === '' ? '-' : subject,
      claimedUntil === null ? 'waiting' : 'claimed',
      counted(failures, 'failure'),
      lastError,
    ]
      .filter((part) => part !== '')
      .join('  '),
  )
  process.stdout.write(`${lines.length === 0 ? 'no jobs' : lines.join('\n')}\n`)
}
