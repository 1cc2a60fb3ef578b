// The whole model at one moment: all buckets, the clock and actor of the current step, and the events so far. Every change of
// a channel is made here, together with its line in the history and its event.
import type { EventAction, EventSubject } from '../../src/domain/record/event/event-kinds.ts'
import type { ModelBucket, ModelChannel, ModelVersion, Revocation } from './lifecycle-model.ts'

/** Work for later: done in order of `at` and, for the same time, in the order in which it was promised. */
export interface Promised {
  at: number
  readonly number: number
  readonly work: { readonly complete: ModelVersion } | { readonly carryOut: Revocation }
}

export class ModelState {
  /** By the clock of the server that receives the step. */
  now: number
  actor: 'ci' | 'Assay' = 'ci'
  readonly buckets = new Map<string, ModelBucket>()
  readonly revocations: Revocation[] = []
  promised: Promised[] = []
  /** The events since they were last taken. */
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

  /** The descendants at any depth, each once, without the version itself. */
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

  /** Assigning the version that the channel already has changes nothing. */
  point(channel: ModelChannel, version: ModelVersion | null): void {
    if (channel.version === version) return
    channel.version = version
    const isManaged = channel === channel.bucket.latest
    channel.lines.push({ version, author: isManaged ? 'Assay' : this.actor })
    this.tell('assign', 'version', channel.bucket, channel.name, version?.fingerprint ?? 'none')
  }

  /** Assigns the valid version that the channel had last, or none when there is none. */
  rollBack(channel: ModelChannel): void {
    this.point(channel, channel.previous(this.now))
  }

  settleLatest(buckets: Iterable<ModelBucket>, leaving: ModelVersion | null): void {
    for (const bucket of new Set(buckets))
      if (this.buckets.get(bucket.name) === bucket) this.point(bucket.latest, bucket.newestValid(this.now, leaving))
  }

  /** User channels leave those of the versions that are revoked, unless the revocation that counts keeps channels in place. */
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
