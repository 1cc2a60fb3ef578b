// Fills a database with what a hundred nightly rebuilds of an estate leave behind: a base image, and five generations of
// images below it, twenty in each, every version built from that night's version of the image above it in its line. So
// the newest version of the base has 10,000 descendants in 100 buckets.
//
// Each image has the channel `production`, which is moved every tenth night. Half of the lines are older than the base's
// newest version: their images have one version more, built from the base's first, where channels can go back to. Those
// of the others can go nowhere.
import { monotonicFactory } from 'ulid'
import type { ChannelAssignment } from '../src/domain/channel/channel.ts'
import type { Version } from '../src/domain/version/version.ts'
import { bucketRow, eventRow } from '../src/storage/columns.ts'
import { connect, type DatabaseLocation } from '../src/storage/dialect.ts'
import { artifactRow, assignmentRow, buildRow, channelRow, versionRow } from '../src/storage/version-columns.ts'
import { insertRows, noRows, type Rows } from './insert-rows.ts'
import { buildOf } from './seed.ts'

export const BASE = 'base'
export const CHANNEL = 'production'
export const GENERATIONS = 5
const LINES = 20
const NIGHTS = 100
export const DESCENDANTS = GENERATIONS * LINES * NIGHTS

const SIZE = { builds: 2, artifacts: 2, labels: 5 } as const
const NIGHTS_BETWEEN_PROMOTIONS = 10
const DAY_MS = 24 * 60 * 60 * 1000

/** Of the image of a line; both counted from 1. */
export const bucketName = (generation: number, line: number): string => `line-${line}-generation-${generation}`
/** Whether its images have a version that is no descendant of the base's newest one. */
export const isOlder = (line: number): boolean => line % 2 === 1

export const everyImage: readonly { readonly generation: number; readonly line: number }[] = Array.from(
  { length: GENERATIONS * LINES },
  (_, index) => ({ generation: Math.floor(index / LINES) + 1, line: (index % LINES) + 1 }),
)

const newId = monotonicFactory()

/** On a database that a server has initialised. Answers the fingerprint of the base's newest version. */
export async function seedDescendants(location: DatabaseLocation): Promise<string> {
  const database = connect(location)
  try {
    const { id } = await database.reader.selectFrom('project').select('id').executeTakeFirstOrThrow()
    const { rows, fingerprint } = estate(id, Date.now() - (NIGHTS + 1) * DAY_MS)
    await insertRows(database.writer, rows)
    return fingerprint
  } finally {
    await database.close()
  }
}

/** In the order in which it came about, so that the tables are as mixed as those of a registry in use. */
function estate(projectId: string, start: number): { readonly rows: Rows; readonly fingerprint: string } {
  const rows = noRows()
  const timeOf = (night: number) => new Date(start + night * DAY_MS).toISOString()
  const base = new Image(BASE, projectId, timeOf(0))
  const first = base.build(rows, null, timeOf(0), true)
  const images = everyImage.map((place) => ({
    ...place,
    image: new Image(bucketName(place.generation, place.line), projectId, timeOf(0)),
  }))
  const buildAll = (parent: Version, night: number, isBuilt: (line: number) => boolean) => {
    const above = new Map<number, Version>()
    for (const { line, image } of images) {
      if (!isBuilt(line)) continue
      const isPromoted = night % NIGHTS_BETWEEN_PROMOTIONS === 0
      above.set(line, image.build(rows, above.get(line) ?? parent, timeOf(night), isPromoted))
    }
  }
  buildAll(first, 0, isOlder)
  const newest = base.build(rows, null, timeOf(1), true)
  for (let night = 1; night <= NIGHTS; night += 1) buildAll(newest, night, () => true)
  for (const image of [base, ...images.map(({ image }) => image)]) image.finish(rows)
  return { rows, fingerprint: newest.fingerprint }
}

type ChannelName = 'latest' | typeof CHANNEL

/** A bucket that grows by complete versions, with both its channels. */
class Image {
  readonly #bucketId = newId()
  readonly #channels = { latest: newId(), [CHANNEL]: newId() }
  readonly #pointed = new Map<ChannelName, Version>()
  readonly #name: string
  readonly #projectId: string
  readonly #createdAt: string
  readonly #parents = new Set<string>()
  #sequence = 0

  constructor(name: string, projectId: string, createdAt: string) {
    this.#name = name
    this.#projectId = projectId
    this.#createdAt = createdAt
  }

  build(rows: Rows, parent: Version | null, now: string, isPromoted: boolean): Version {
    this.#sequence += 1
    const version: Version = {
      id: newId(),
      bucketId: this.#bucketId,
      bucketName: this.#name,
      fingerprint: newId(),
      templateType: 'hcl2',
      sequence: this.#sequence,
      authorId: 'admin',
      builds: [],
      revocation: null,
      parents: [],
      hasDescendants: false,
      createdAt: now,
      updatedAt: now,
    }
    rows.version.push(versionRow(version))
    for (let index = 0; index < SIZE.builds; index += 1) {
      const build = { ...buildOf(version.id, index, SIZE, now), parentVersionId: parent?.id ?? '' }
      rows.build.push(buildRow(build))
      rows.artifact.push(...build.artifacts.map((artifact, position) => artifactRow(artifact, build.id, position)))
    }
    if (parent !== null) this.#parents.add(parent.bucketId)
    const { id, sequence } = version
    rows.event.push(
      eventRow({
        id: newId(),
        projectId: this.#projectId,
        at: now,
        subject: 'version',
        action: 'complete',
        description: 'Completed version',
        actor: { type: 'service', id: newId(), name: 'admin' },
        bucketId: this.#bucketId,
        payload: { version: { id, name: `v${sequence}` } },
      }),
    )
    this.#point(rows, 'latest', version)
    if (isPromoted) this.#point(rows, CHANNEL, version)
    return version
  }

  #point(rows: Rows, channel: ChannelName, version: Version): void {
    const channelId = this.#channels[channel]
    const assignment: ChannelAssignment = {
      id: newId(),
      channelId,
      version,
      authorId: channel === 'latest' ? 'Assay' : 'admin',
      assignedAt: version.createdAt,
    }
    rows.channel_assignment.push(assignmentRow(assignment))
    this.#pointed.set(channel, version)
  }

  finish(rows: Rows): void {
    const bucketId = this.#bucketId
    const created = { createdAt: this.#createdAt }
    rows.bucket.push(
      bucketRow({
        id: bucketId,
        projectId: this.#projectId,
        name: this.#name,
        description: '',
        labels: {},
        versionCount: this.#sequence,
        lastSequence: this.#sequence,
        ...created,
        updatedAt: this.#createdAt,
      }),
    )
    for (const parent of this.#parents)
      rows.bucket_ancestry.push({ parent_bucket_id: parent, child_bucket_id: bucketId })
    for (const name of ['latest', CHANNEL] as const) {
      const managed = name === 'latest'
      const version = this.#pointed.get(name) ?? null
      rows.channel.push(
        channelRow({
          id: this.#channels[name],
          bucketId,
          bucketName: this.#name,
          name,
          authorId: managed ? 'Assay' : 'admin',
          managed,
          restricted: managed,
          version,
          ...created,
          updatedAt: version?.createdAt ?? this.#createdAt,
        }),
      )
    }
  }
}
