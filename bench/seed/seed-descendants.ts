// Fills a database with what a hundred nightly rebuilds of an estate leave behind: a base image, and five generations of
// images below it, twenty in each, every version built from that night's version of the image above it in its line. So
// the newest version of the base has 10,000 descendants in 100 buckets.
//
// Each image has the channel `production`, which is moved every tenth night. Half of the lines are older than the base's newest version:
// their images have one more version, built from the base's first, to which channels can go back. The channels of the other lines have
// nowhere to go.
import type { Version } from '../../src/domain/catalog/version/version.ts'
import { connect, type DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { insertRows, noRows, type Rows } from './insert-rows.ts'
import { SeededImage } from './seeded-image.ts'

export const BASE = 'base'
export const GENERATIONS = 5
const LINES = 20
const NIGHTS = 100
export const DESCENDANTS = GENERATIONS * LINES * NIGHTS

const SIZE = { builds: 2, artifacts: 2, labels: 5 } as const
const NIGHTS_BETWEEN_PROMOTIONS = 10
const DAY_MS = 24 * 60 * 60 * 1000

/** The bucket of a line's image in a generation; both are counted from 1. */
export const bucketName = (generation: number, line: number): string => `line-${line}-generation-${generation}`
/** Whether the images of a line have a version that does not descend from the base's newest one. */
export const isOlder = (line: number): boolean => line % 2 === 1

export const everyImage: readonly { readonly generation: number; readonly line: number }[] = Array.from(
  { length: GENERATIONS * LINES },
  (_, index) => ({ generation: Math.floor(index / LINES) + 1, line: (index % LINES) + 1 }),
)

/** Seeds a database that a server has initialised. Returns the fingerprint of the base's newest version. */
export async function seedDescendants(location: DatabaseLocation): Promise<string> {
  const database = connect(location)
  try {
    const { id } = await database.reader.selectFrom('project').select('id').executeTakeFirstOrThrow()
    const { rows, fingerprint } = estate(id, Date.now() - (NIGHTS + 1) * DAY_MS)
    await insertRows(database, rows)
    return fingerprint
  } finally {
    await database.close()
  }
}

/** Makes the rows in the order in which they would have come about, so that the tables are as mixed as in a registry in use. */
function estate(projectId: string, start: number): { readonly rows: Rows; readonly fingerprint: string } {
  const rows = noRows()
  const timeOf = (night: number) => new Date(start + night * DAY_MS).toISOString()
  const base = new SeededImage(BASE, projectId, timeOf(0))
  const first = base.build(rows, null, timeOf(0), true, SIZE)
  const images = everyImage.map((place) => ({
    ...place,
    image: new SeededImage(bucketName(place.generation, place.line), projectId, timeOf(0)),
  }))
  const buildAll = (parent: Version, night: number, isBuilt: (line: number) => boolean) => {
    const above = new Map<number, Version>()
    for (const { line, image } of images) {
      if (!isBuilt(line)) continue
      const isPromoted = night % NIGHTS_BETWEEN_PROMOTIONS === 0
      above.set(line, image.build(rows, above.get(line) ?? parent, timeOf(night), isPromoted, SIZE))
    }
  }
  buildAll(first, 0, isOlder)
  const newest = base.build(rows, null, timeOf(1), true, SIZE)
  for (let night = 1; night <= NIGHTS; night += 1) buildAll(newest, night, () => true)
  for (const image of [base, ...images.map(({ image }) => image)]) image.finish(rows)
  return { rows, fingerprint: newest.fingerprint }
}
