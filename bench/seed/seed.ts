// Fills a database with a bucket of as many complete versions as asked for, each with its history: the last one is as large as the
// benchmark reads, the others are small. Every hundredth was built from one version of another bucket, and a third bucket has a version
// built from each of those.
import { connect, type DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { insertRows, noRows } from './insert-rows.ts'
import { SeededImage } from './seeded-image.ts'

export const BUCKET = 'ubuntu'
/** The bucket from whose version every hundredth version is built. */
export const BASE = 'base'
/** The bucket whose versions are built from those. */
export const CHILDREN = 'app'
/** The size of the version that the channel `production` points at. */
export const LARGE = { builds: 4, artifacts: 6, labels: 30 } as const

const SMALL = { builds: 1, artifacts: 1, labels: 3 } as const
const VERSIONS_TO_A_PARENT = 100
const BETWEEN_VERSIONS_MS = 1000

/** Seeds a database that a server has initialised: a bucket with `count` complete versions, the last one large. */
export async function seedBucket(location: DatabaseLocation, count: number): Promise<void> {
  const database = connect(location)
  try {
    const { id: projectId } = await database.reader.selectFrom('project').select('id').executeTakeFirstOrThrow()
    const start = Date.now() - (count + 1) * BETWEEN_VERSIONS_MS
    const timeOf = (sequence: number) => new Date(start + sequence * BETWEEN_VERSIONS_MS).toISOString()
    const imageOf = (name: string) => new SeededImage(name, projectId, timeOf(0))
    const [base, image, app] = [imageOf(BASE), imageOf(BUCKET), imageOf(CHILDREN)]
    const rows = noRows()
    const parent = base.build(rows, null, timeOf(0), false, SMALL)
    for (let sequence = 1; sequence <= count; sequence += 1) {
      const now = timeOf(sequence)
      const isChild = sequence % VERSIONS_TO_A_PARENT === 0
      const isLast = sequence === count
      const version = image.build(rows, isChild ? parent : null, now, isLast, isLast ? LARGE : SMALL)
      if (isChild) app.build(rows, version, now, true, SMALL)
    }
    for (const seeded of [base, image, app]) seeded.finish(rows)
    await insertRows(database, rows)
  } finally {
    await database.close()
  }
}
