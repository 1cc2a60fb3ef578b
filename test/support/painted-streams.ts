// The audit log streams of a painted registry: one that is up to date, one that fails, and one that is not enabled yet.
import { later } from '../../src/domain/clock.ts'
import { FRESH, LONGEST_PAUSE_MS, type Stream } from '../../src/domain/record/stream/stream.ts'
import type { TestRegistry } from './registry.ts'

const HOUR = 3_600_000

const drawn = {
  siem: {
    origin: 'settings',
    kind: 'http',
    config: { url: 'https://siem.example.com/in', gzip: true, secretIn: null },
  },
  archive: { origin: 'settings', kind: 'file', config: { path: '/dev/null/audit.ndjson', bytes: 1e8, keep: 10 } },
  observability: {
    ...{ origin: 'api', kind: 'datadog', enabled: false },
    config: { url: 'https://http-intake.logs.datadoghq.com/api/v2/logs' },
  },
} as const satisfies Readonly<Record<string, Partial<Stream>>>

/** Inserts the stream as a server leaves it that sends there, with the longest pause before the next try. */
export async function paintStream(
  { store, clock, organizationId }: Pick<TestRegistry, 'store' | 'clock' | 'organizationId'>,
  name: keyof typeof drawn,
): Promise<void> {
  const now = clock.now()
  const id = `01JDSTREAM${name.toUpperCase()}`
  await store.transaction(async ({ streams }) => {
    await streams.insert({
      ...{ id, organizationId, projectId: null, name, enabled: true, filter: null, secret: '' },
      ...{ ...FRESH, createdAt: now, updatedAt: now, ...drawn[name] },
    })
    if (name === 'siem') await streams.mark(id, 'answered with the status 503', later(now, HOUR))
    await streams.release(id, later(now, LONGEST_PAUSE_MS))
  })
}
