// A registry of many buckets, each with a complete version and two channels.
import { connect, type DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { insertRows, noRows } from './insert-rows.ts'
import { SeededImage } from './seeded-image.ts'

const SIZE = { builds: 1, artifacts: 2, labels: 3 } as const
const BETWEEN_BUCKETS_MS = 1000
const DIGITS = 6

/** Seeds a database that a server has initialised. */
export async function seedRegistry(location: DatabaseLocation, buckets: number): Promise<void> {
  const database = connect(location)
  try {
    const { id: projectId } = await database.reader.selectFrom('project').select('id').executeTakeFirstOrThrow()
    const start = Date.now() - (buckets + 1) * BETWEEN_BUCKETS_MS
    const rows = noRows()
    for (let number = 1; number <= buckets; number += 1) {
      const now = new Date(start + number * BETWEEN_BUCKETS_MS).toISOString()
      const image = new SeededImage(`image-${String(number).padStart(DIGITS, '0')}`, projectId, now)
      image.build(rows, null, now, true, SIZE)
      image.finish(rows)
    }
    await insertRows(database, rows)
  } finally {
    await database.close()
  }
}
