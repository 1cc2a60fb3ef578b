// A bucket of the seeded estate, as rows. It grows by complete versions, and has the channels `latest` and `production`.
import { newId } from '../../src/machine/new-id.ts'
import type { ChannelAssignment } from '../../src/domain/catalog/channel/channel.ts'
import type { Version } from '../../src/domain/catalog/version/version.ts'
import { bucketRow } from '../../src/storage/bucket/bucket-store.ts'
import { assignmentRow, channelRow } from '../../src/storage/channel/channel-store.ts'
import { eventRow } from '../../src/storage/record/event-store.ts'
import { artifactRow } from '../../src/storage/version/build-store.ts'
import { builds, versions } from '../../src/storage/version/documents.ts'
import type { Rows } from './insert-rows.ts'
import { buildOf, type Size } from './seeded-build.ts'

export const CHANNEL = 'production'

type ChannelName = 'latest' | typeof CHANNEL

export class SeededImage {
  readonly #bucketId = newId()
  readonly #channels = { latest: newId(), [CHANNEL]: newId() }
  readonly #pointed = new Map<ChannelName, Version>()
  readonly #name: string
  readonly #projectId: string
  readonly #createdAt: string
  #sequence = 0

  constructor(name: string, projectId: string, createdAt: string) {
    this.#name = name
    this.#projectId = projectId
    this.#createdAt = createdAt
  }

  build(rows: Rows, parent: Version | null, now: string, isPromoted: boolean, size: Size): Version {
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
    rows.version.push(versions.rowOf(version))
    for (let index = 0; index < size.builds; index += 1) {
      const build = buildOf(version.id, parent?.id ?? '', index, size, now)
      rows.build.push(builds.rowOf(build))
      rows.artifact.push(
        ...build.artifacts.map((artifact, position) => artifactRow({ ...artifact, buildId: build.id, position })),
      )
    }
    if (parent !== null) this.#relate(rows, version, parent)
    const { id, sequence } = version
    rows.event.push(
      eventRow({
        id: newId(),
        kind: 'version.completed',
        form: 1,
        organizationId: '',
        projectId: this.#projectId,
        at: now,
        subject: 'version',
        action: 'complete',
        description: 'Completed version',
        actor: { type: 'service', id: newId(), name: 'admin' },
        address: '',
        requestId: '',
        bucketId: this.#bucketId,
        versionId: id,
        payload: { version: { id, name: `v${sequence}` } },
      }),
    )
    this.#point(rows, 'latest', version)
    if (isPromoted) this.#point(rows, CHANNEL, version)
    return version
  }

  /** Adds a version that was built from many parents, each named by a build of its own. */
  buildFromAll(rows: Rows, parents: readonly Version[], now: string, size: Size): void {
    const version = this.build(rows, null, now, false, { ...size, builds: parents.length })
    for (const parent of parents) this.#relate(rows, version, parent)
  }

  #relate(rows: Rows, child: Version, parent: Version): void {
    rows.version_edge.push({
      id: newId(),
      child_version_id: child.id,
      child_bucket_id: child.bucketId,
      parent_version_id: parent.id,
      parent_bucket_id: parent.bucketId,
      channel_id: '',
      created_at: child.createdAt,
    })
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
    for (const name of ['latest', CHANNEL] as const) {
      const managed = name === 'latest'
      const version = this.#pointed.get(name) ?? null
      rows.channel.push(
        channelRow({
          id: this.#channels[name],
          bucketId,
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
