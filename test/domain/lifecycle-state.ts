// The model as a whole at one moment: all buckets, whose clock counts and who acts, and what has been told of it. Whatever
// changes a channel does it here, with its line in the history and its event.
import type { EventAction, EventSubject } from '../../src/domain/record/event/event-kinds.ts'
import type { ModelBucket, ModelChannel, ModelVersion, Revocation } from './lifecycle-model.ts'

/** Work for later: at its moment, of several for the same moment what was promised first. */
export interface Promised {
  at: number
  readonly number: number
  readonly work: { readonly complete: ModelVersion } | { readonly carryOut: Revocation }
}

export class ModelState {
  /** By the clock of the server that is asked. */
  now: number
  actor: 'ci' | 'Assay' = 'ci'
  readonly buckets = new Map<string, ModelBucket>()
  readonly revocations: Revocation[] = []
  promised: Promised[] = []
  /** The events since somebody looked. */
  told: string[] = []
  #promises = 0

  constructor(now: number) {
    this.now = now
  }

  tell(action: EventAction, subject: EventSubject, { name }: ModelBucket, ...about: readonly string[]): void {
    this.told.push([action, subject, name, ...about].join(' '))
  }

  tellOf(action: EventAction, version: ModelVersion): void {
    this.tell(action, 'version', version.bucket, version.fingerprint)
  }

  promise(at: number, work: Promised['work']): void {
    this.#promises += 1
    this.promised.push({ at, number: this.#promises, work })
  }

  versions(): readonly ModelVersion[] {
    return [...this.buckets.values()].flatMap(({ versions }) => [...versions.values()])
  }

  childrenOf(version: ModelVersion): readonly ModelVersion[] {
    return this.versions().filter((child) => child.parents().some(({ parent }) => parent === version))
  }

  /** At any depth, each once, never the version itself. */
  descendantsOf(version: ModelVersion): readonly ModelVersion[] {
    const found = new Set([version])
    for (const ancestor of found) for (const child of this.childrenOf(ancestor)) found.add(child)
    found.delete(version)
    return [...found]
  }

  heirsOf(revocation: Revocation): readonly ModelVersion[] {
    return this.versions().filter(({ inherited }) => inherited.has(revocation))
  }

  userChannels(): readonly ModelChannel[] {
    return [...this.buckets.values()].flatMap(({ channels, latest }) =>
      [...channels.values()].filter((channel) => channel !== latest),
    )
  }

  /** Pointing where it points already changes nothing. */
  point(channel: ModelChannel, version: ModelVersion | null): void {
    if (channel.version === version) return
    channel.version = version
    const isManaged = channel === channel.bucket.latest
    channel.lines.push({ version, author: isManaged ? 'Assay' : this.actor })
    this.tell('assign', 'version', channel.bucket, channel.name, version?.fingerprint ?? 'none')
  }

  /** Back to the valid version that it had last, or to none when there is none. */
  rollBack(channel: ModelChannel): void {
    this.point(channel, channel.previous(this.now))
  }

  settleLatest(buckets: Iterable<ModelBucket>, leaving: ModelVersion | null): void {
    for (const bucket of new Set(buckets))
      if (this.buckets.get(bucket.name) === bucket) this.point(bucket.latest, bucket.newestValid(this.now, leaving))
  }

  /** Channels of users leave those of the versions that are out of use, unless what counts for a version says to stay. */
  settle(versions: readonly ModelVersion[]): void {
    for (const channel of this.userChannels()) {
      const { version } = channel
      if (version && versions.includes(version) && version.isRevoked(this.now) && version.counting()?.rollsBack)
        this.rollBack(channel)
    }
    this.settleLatest(
      versions.map(({ bucket }) => bucket),
      null,
    )
  }
}
