// A model of versions and channels, as simple as the rules read: objects that refer to each other, without ids, tables or
// transactions. It was written from the rules alone, to be compared with the registry.
import type { BuildStatus } from '../../src/domain/catalog/build/build.ts'
import type { ErrorCode } from '../../src/domain/errors.ts'

export interface Revocation {
  readonly of: ModelVersion
  /** Revocations are numbered from 1; of two with the same date the older one counts. */
  readonly number: number
  readonly at: number
  readonly passesOn: boolean
  readonly rollsBack: boolean
  /** Whether channels have been moved: from then on the revocation is in effect, whatever a clock says. */
  carriedOut: boolean
}

export interface ModelBuild {
  status: BuildStatus
  run: string
  parent: ModelVersion | 'unknown' | null
  through: ModelChannel | 'unknown' | null
  heartbeat: number | null
  readonly createdAt: number
  updatedAt: number
}

/** `now`, but later than all of `earlier`: a server whose clock is behind does not make time run backwards. */
export const nowAfter = (now: number, ...earlier: readonly number[]): number =>
  earlier.reduce((soonest, each) => (soonest > each ? soonest : each + 1), now)

export class ModelVersion {
  readonly bucket: ModelBucket
  readonly fingerprint: string
  readonly createdAt: number
  readonly builds = new Map<string, ModelBuild>()
  number: number | null = null
  own: Revocation | null = null
  readonly inherited = new Set<Revocation>()
  exists = true

  constructor(bucket: ModelBucket, fingerprint: string, now: number) {
    this.bucket = bucket
    this.fingerprint = fingerprint
    this.createdAt = nowAfter(now, ...[...bucket.versions.values()].map(({ createdAt }) => createdAt))
  }

  /** Whether one of its builds is not done. */
  waits(): boolean {
    return [...this.builds.values()].some(({ status }) => status !== 'done')
  }

  /** The revocation that counts: the version's own, even if later, else an inherited one: carried out first, then earliest. */
  counting(): Revocation | null {
    if (this.own) return this.own
    const inOrder = [...this.inherited].toSorted(
      (one, other) =>
        Number(other.carriedOut) - Number(one.carriedOut) || one.at - other.at || one.number - other.number,
    )
    return inOrder[0] ?? null
  }

  isRevoked(now: number): boolean {
    const counting = this.counting()
    return counting !== null && isInEffect(counting, now)
  }

  isValid(now: number): boolean {
    return this.exists && this.number !== null && !this.isRevoked(now)
  }

  /** The existing versions that its builds name as parents; a version is never its own parent. */
  parents(): readonly { readonly parent: ModelVersion; readonly through: ModelChannel | null }[] {
    return [...this.builds.values()].flatMap(({ parent, through }) =>
      parent !== null && parent !== 'unknown' && parent.exists && parent !== this
        ? [{ parent, through: through === 'unknown' || through?.exists !== true ? null : through }]
        : [],
    )
  }
}

export const isInEffect = ({ carriedOut, at }: Revocation, now: number): boolean => carriedOut || at <= now

export interface Line {
  readonly version: ModelVersion | null
  readonly author: string
}

export class ModelChannel {
  readonly bucket: ModelBucket
  readonly name: string
  restricted: boolean
  version: ModelVersion | null = null
  /** Its history, the newest assignment last, without assignments of deleted versions. */
  lines: Line[] = []
  exists = true

  constructor(bucket: ModelBucket, name: string, restricted: boolean) {
    this.bucket = bucket
    this.name = name
    this.restricted = restricted
  }

  /** The valid version that the channel had most recently, other than its present one. */
  previous(now: number): ModelVersion | null {
    const line = this.lines.findLast(({ version }) => version !== this.version && version?.isValid(now) === true)
    return line?.version ?? null
  }
}

export class ModelBucket {
  readonly name: string
  readonly versions = new Map<string, ModelVersion>()
  readonly channels = new Map<string, ModelChannel>()
  readonly latest: ModelChannel
  lastNumber = 0

  constructor(name: string) {
    this.name = name
    this.latest = new ModelChannel(this, 'latest', true)
    this.channels.set('latest', this.latest)
  }

  complete(): readonly ModelVersion[] {
    return [...this.versions.values()].filter(({ number }) => number !== null)
  }

  newestComplete(): ModelVersion | null {
    return this.complete().toSorted((one, other) => (other.number ?? 0) - (one.number ?? 0))[0] ?? null
  }

  newestValid(now: number, leaving: ModelVersion | null): ModelVersion | null {
    const valid = this.complete().filter((version) => version !== leaving && version.isValid(now))
    return valid.toSorted((one, other) => (other.number ?? 0) - (one.number ?? 0))[0] ?? null
  }
}

/** Every reason to refuse a step; empty when the step is done. The registry reports one of them. */
export type Reasons = readonly ErrorCode[]
