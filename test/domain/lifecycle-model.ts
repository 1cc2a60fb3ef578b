// What becomes of versions and channels, told as simply as the rules read: objects that know each other, no ids, no
// tables, no transactions. Written from the rules alone, to be held against the registry.
import type { ErrorCode } from '../../src/domain/errors.ts'
import type { BuildStatus } from '../../src/domain/build/build.ts'

export interface Revocation {
  readonly of: ModelVersion
  /** The first revocation is 1; of two for the same moment the older one counts. */
  readonly number: number
  readonly at: number
  readonly passesOn: boolean
  readonly rollsBack: boolean
  /** Whether channels were moved yet. */
  carriedOut: boolean
}

export interface ModelBuild {
  status: BuildStatus
  run: string
  parent: ModelVersion | 'unknown' | null
  through: ModelChannel | 'unknown' | null
  heartbeat: number | null
}

export class ModelVersion {
  readonly bucket: ModelBucket
  readonly fingerprint: string
  readonly builds = new Map<string, ModelBuild>()
  number: number | null = null
  own: Revocation | null = null
  readonly inherited = new Set<Revocation>()
  exists = true

  constructor(bucket: ModelBucket, fingerprint: string) {
    this.bucket = bucket
    this.fingerprint = fingerprint
  }

  /** Whether one of its builds is not done. */
  waits(): boolean {
    return [...this.builds.values()].some(({ status }) => status !== 'done')
  }

  /** Its own revocation, even a later one, before what it inherited; of that the earliest. */
  counting(): Revocation | null {
    if (this.own) return this.own
    return [...this.inherited].toSorted((one, other) => one.at - other.at || one.number - other.number)[0] ?? null
  }

  isRevoked(now: number): boolean {
    const counting = this.counting()
    return counting !== null && counting.at <= now
  }

  isValid(now: number): boolean {
    return this.exists && this.number !== null && !this.isRevoked(now)
  }

  /** The existing versions that its builds name; nobody is its own parent. */
  parents(): readonly { readonly parent: ModelVersion; readonly through: ModelChannel | null }[] {
    return [...this.builds.values()].flatMap(({ parent, through }) =>
      parent !== null && parent !== 'unknown' && parent.exists && parent !== this
        ? [{ parent, through: through === 'unknown' || through?.exists !== true ? null : through }]
        : [],
    )
  }
}

export class ModelChannel {
  readonly name: string
  version: ModelVersion | null = null
  /** Every version it was assigned, the last one last. */
  readonly past: ModelVersion[] = []
  exists = true

  constructor(name: string) {
    this.name = name
  }

  assign(version: ModelVersion | null): void {
    if (this.version === version) return
    this.version = version
    if (version) this.past.push(version)
  }

  /** Back to the valid version that it had last, or to none when there is none. */
  rollBack(now: number): void {
    this.assign(this.past.findLast((version) => version !== this.version && version.isValid(now)) ?? null)
  }
}

export class ModelBucket {
  readonly name: string
  readonly versions = new Map<string, ModelVersion>()
  readonly channels = new Map<string, ModelChannel>()
  readonly latest = new ModelChannel('latest')
  lastNumber = 0

  constructor(name: string) {
    this.name = name
    this.channels.set('latest', this.latest)
  }

  complete(): readonly ModelVersion[] {
    return [...this.versions.values()].filter(({ number }) => number !== null)
  }

  newestComplete(): ModelVersion | null {
    return this.complete().toSorted((one, other) => (other.number ?? 0) - (one.number ?? 0))[0] ?? null
  }

  newestValid(now: number): ModelVersion | null {
    const valid = this.complete().filter((version) => version.isValid(now))
    return valid.toSorted((one, other) => (other.number ?? 0) - (one.number ?? 0))[0] ?? null
  }
}

/** Every reason to refuse; none: the step is done. The registry gives one of them. */
export type Reasons = readonly ErrorCode[]
