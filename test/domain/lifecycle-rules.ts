// The rules over the objects of lifecycle-model.ts: what each step does, or every reason to refuse it.
import {
  ModelBucket,
  ModelChannel,
  ModelVersion,
  type ModelBuild,
  type Reasons,
  type Revocation,
} from './lifecycle-model.ts'
import type { Ancestor, ChannelRef, Ref, Report, Revoking, Step } from './lifecycle-steps.ts'

/** A build that sent heartbeats is given up when the last one is older. */
export const SILENCE_MS = 10 * 60_000
/** So long after the last of its builds a version is complete whose builds were all created done. */
const PAUSE_MS = 5000

type On<Name extends Step['do']> = Extract<Step, { readonly do: Name }>

export class ModelRegistry {
  now: number
  readonly deadline: number
  readonly buckets = new Map<string, ModelBucket>()
  /** What names last stood for: clients remember ids of what is gone. */
  readonly #knownVersions = new Map<string, ModelVersion>()
  readonly #knownChannels = new Map<string, ModelChannel>()
  readonly #revocations: Revocation[] = []
  /** When versions will be complete, in the order in which that was promised. */
  readonly #promised = new Map<ModelVersion, number>()

  constructor(now: number, deadline: number) {
    this.now = now
    this.deadline = deadline
  }

  /** Whether a revocation has become due whose channels were not moved yet. */
  get isBehind(): boolean {
    return this.#due().length > 0
  }

  perform(step: Step): Reasons {
    switch (step.do) {
      case 'create-bucket':
        return this.#createBucket(step.bucket)
      case 'delete-bucket':
        return this.#inBucket(step, (bucket) => this.#deleteBucket(bucket))
      case 'create-version':
        return this.#inBucket(step, (bucket) => this.#createVersion(bucket, step))
      case 'create-channel':
        return this.#inBucket(step, (bucket) => this.#createChannel(bucket, step))
      case 'delete-channel':
        return this.#inBucket(step, (bucket) => this.#deleteChannel(bucket, step))
      case 'assign':
        return this.#inBucket(step, (bucket) => this.#assign(bucket, step))
      case 'copy':
        return this.#inBucket(step, (bucket) => this.#copy(bucket, step))
      case 'create-build':
        return this.#inVersion(step, 'not_found', (version) => this.#createBuild(version, step))
      case 'update-build':
        return this.#inVersion(step, 'not_found', (version) => this.#updateBuild(version, step))
      case 'delete-build':
        return this.#inVersion(step, 'not_found', (version) => this.#deleteBuild(version, step))
      case 'delete-version':
        return this.#inVersion(step, 'not_found', (version) => this.#deleteVersion(version, step))
      case 'complete':
        return this.#inVersion(step, 'aborted', (version) => this.#completeOnRequest(version))
      case 'revoke':
        return this.#inVersion(step, 'aborted', (version) => this.#revoke(version, step))
      case 'restore':
        return this.#inVersion(step, 'aborted', (version) => this.#restore(version))
      case 'wait':
        this.now += step.milliseconds
        if (step.jobs) this.#doJobs()
        return []
    }
  }

  #inBucket({ bucket: name }: Pick<Ref, 'bucket'>, act: (bucket: ModelBucket) => Reasons): Reasons {
    const bucket = this.buckets.get(name)
    return bucket ? act(bucket) : ['not_found']
  }

  /** What is asked of a version itself tells its absence apart, for Packer's sake; what is asked below one does not. */
  #inVersion(ref: Ref, absent: 'not_found' | 'aborted', act: (version: ModelVersion) => Reasons): Reasons {
    return this.#inBucket(ref, ({ versions }) => {
      const version = versions.get(ref.fingerprint)
      return version ? act(version) : [absent]
    })
  }

  // --- Buckets, versions, builds -------------------------------------------------------------------------------------

  #createBucket(name: string): Reasons {
    if (this.buckets.has(name)) return ['already_exists']
    const bucket = new ModelBucket(name)
    this.buckets.set(name, bucket)
    this.#knownChannels.set(`${name}/latest`, bucket.latest)
    return []
  }

  #deleteBucket(bucket: ModelBucket): Reasons {
    for (const version of bucket.versions.values()) version.exists = false
    for (const channel of bucket.channels.values()) channel.exists = false
    this.buckets.delete(bucket.name)
    return []
  }

  #createVersion(bucket: ModelBucket, { fingerprint }: Ref): Reasons {
    if (bucket.versions.has(fingerprint)) return ['already_exists']
    const version = new ModelVersion(bucket, fingerprint)
    bucket.versions.set(fingerprint, version)
    this.#knownVersions.set(`${bucket.name}/${fingerprint}`, version)
    return []
  }

  #createBuild(version: ModelVersion, { component, status, ...ancestor }: On<'create-build'>): Reasons {
    const reasons = [
      ...(version.number === null ? [] : ['failed_precondition' as const]),
      ...(version.builds.has(component) ? ['already_exists' as const] : []),
    ]
    if (reasons.length > 0) return reasons
    const waited = version.waits()
    const build = { status, run: 'first', heartbeat: null, ...this.#ancestorOf(ancestor) }
    version.builds.set(component, build)
    this.#recordParent(version, build)
    this.#completeIfDone(version, waited)
    return []
  }

  #updateBuild(version: ModelVersion, step: On<'update-build'>): Reasons {
    const build = version.builds.get(step.component)
    if (!build) return ['not_found']
    const told = this.#ancestorOf(step)
    const after: ModelBuild = {
      ...build,
      status: step.status ?? build.status,
      run: step.run,
      parent: build.parent ?? told.parent,
      through: build.through ?? told.through,
    }
    const isRewritten =
      (told.parent !== null && told.parent !== after.parent) ||
      (told.through !== null && told.through !== after.through)
    const isSame = (['status', 'run', 'parent', 'through'] as const).every((field) => build[field] === after[field])
    const reasons = [
      ...(isRewritten ? ['already_exists' as const] : []),
      ...(build.status === 'done' && after.status !== 'done' ? ['failed_precondition' as const] : []),
      ...(version.number !== null && !isSame ? ['failed_precondition' as const] : []),
    ]
    if (reasons.length > 0 || version.number !== null) return reasons
    after.heartbeat = this.#heartbeatAfter(build, step)
    const waited = version.waits()
    const isNewParent = build.parent !== after.parent
    Object.assign(build, after)
    if (isNewParent) this.#recordParent(version, build)
    this.#completeIfDone(version, waited)
    return []
  }

  /** A run that says again that its build is running sent a heartbeat, also when it had been given up meanwhile. */
  #heartbeatAfter(build: ModelBuild, { status, run }: Report): number | null {
    if (status === null) return build.heartbeat
    const goesOn = status === 'running' && run === build.run && ['running', 'cancelled'].includes(build.status)
    return goesOn ? this.now : null
  }

  #deleteBuild(version: ModelVersion, { component }: On<'delete-build'>): Reasons {
    if (!version.builds.has(component)) return ['not_found']
    if (version.number !== null) return ['failed_precondition']
    const waited = version.waits()
    version.builds.delete(component)
    this.#completeIfDone(version, waited)
    return []
  }

  /** At once when it has waited for one of its builds, else in a moment: more may be told of. */
  #completeIfDone(version: ModelVersion, waited: boolean): void {
    const isDone = version.number === null && version.builds.size > 0 && !version.waits()
    this.#promised.delete(version)
    if (!isDone) return
    if (waited) this.#complete(version)
    else this.#promised.set(version, this.now + PAUSE_MS)
  }

  #completeOnRequest(version: ModelVersion): Reasons {
    if (version.number !== null) return []
    if (![...version.builds.values()].some(({ status }) => status === 'done')) return ['failed_precondition']
    this.#complete(version)
    return []
  }

  /** A number is given once, whatever is deleted. */
  #complete(version: ModelVersion): void {
    version.bucket.lastNumber += 1
    version.number = version.bucket.lastNumber
    this.#promised.delete(version)
    this.#moveLatest()
  }

  #deleteVersion(version: ModelVersion, { rollBack }: On<'delete-version'>): Reasons {
    const held = this.#userChannels().filter((channel) => channel.version === version)
    if (held.length > 0 && !rollBack) return ['failed_precondition']
    for (const channel of held) channel.rollBack(this.now)
    version.exists = false
    version.bucket.versions.delete(version.fingerprint)
    this.#moveLatest()
    return []
  }

  #ancestorOf({ parent, through }: Ancestor): Pick<ModelBuild, 'parent' | 'through'> {
    return {
      parent: parent && (this.#knownVersions.get(`${parent.bucket}/${parent.fingerprint}`) ?? 'unknown'),
      through: through && (this.#knownChannels.get(`${through.bucket}/${through.channel}`) ?? 'unknown'),
    }
  }

  // --- Revocation ----------------------------------------------------------------------------------------------------

  #versions(): readonly ModelVersion[] {
    return [...this.buckets.values()].flatMap(({ versions }) => [...versions.values()])
  }

  childrenOf(version: ModelVersion): readonly ModelVersion[] {
    return this.#versions().filter((child) => child.parents().some(({ parent }) => parent === version))
  }

  /** At any depth, each once, never the version itself. */
  #descendantsOf(version: ModelVersion): readonly ModelVersion[] {
    const found = new Set([version])
    for (const ancestor of found) for (const child of this.childrenOf(ancestor)) found.add(child)
    found.delete(version)
    return [...found]
  }

  #heirsOf(revocation: Revocation): readonly ModelVersion[] {
    return this.#versions().filter(({ inherited }) => inherited.has(revocation))
  }

  #recordParent(child: ModelVersion, { parent }: ModelBuild): void {
    if (parent === null || parent === 'unknown' || !parent.exists) return
    const passed = [...(parent.own?.passesOn ? [parent.own] : []), ...parent.inherited]
    const heritable = passed.filter((revocation) => revocation.of !== child)
    if (heritable.length === 0) return
    const heirs = [child, ...this.#descendantsOf(child)]
    for (const heir of heirs)
      for (const revocation of heritable) if (revocation.of !== heir) heir.inherited.add(revocation)
    this.#leave(heirs)
  }

  #revoke(version: ModelVersion, { when, skipDescendants, rollBack }: Revoking): Reasons {
    if (version.number === null) return ['failed_precondition']
    if (version.own && version.own.at <= this.now) return ['failed_precondition']
    if (version.own) this.#forget(version.own)
    const at = Math.max(this.now, when === 'deadline' ? this.deadline : this.now + when)
    const number = this.#revocations.length + 1
    const revocation = { of: version, number, at, passesOn: !skipDescendants, rollsBack: rollBack, carriedOut: false }
    this.#revocations.push(revocation)
    version.own = revocation
    if (revocation.passesOn) for (const heir of this.#descendantsOf(version)) heir.inherited.add(revocation)
    if (at <= this.now) this.#carryOut(revocation)
    this.#moveLatest()
    return []
  }

  /** Channels go back once, when the revocation takes effect. */
  #carryOut(revocation: Revocation): void {
    revocation.carriedOut = true
    this.#leave([revocation.of, ...this.#heirsOf(revocation)])
  }

  /** Channels of users leave those of the versions that are out of use, unless what counts for a version says to stay. */
  #leave(versions: readonly ModelVersion[]): void {
    for (const channel of this.#userChannels()) {
      const { version } = channel
      if (version && versions.includes(version) && version.isRevoked(this.now) && version.counting()?.rollsBack)
        channel.rollBack(this.now)
    }
    this.#moveLatest()
  }

  #forget(revocation: Revocation): readonly ModelVersion[] {
    const heirs = this.#heirsOf(revocation)
    for (const heir of heirs) heir.inherited.delete(revocation)
    revocation.of.own = null
    revocation.carriedOut = true
    return [revocation.of, ...heirs]
  }

  #restore(version: ModelVersion): Reasons {
    const counting = version.counting()
    if (!counting) return ['failed_precondition']
    if (version.own) {
      this.#leave(this.#forget(version.own))
      return []
    }
    if (counting.of.exists) return ['failed_precondition']
    // Nobody can restore an ancestor that is gone, so each of its descendants is restored by itself.
    for (const revocation of version.inherited) if (!revocation.of.exists) version.inherited.delete(revocation)
    this.#leave([version])
    return []
  }

  #due(): readonly Revocation[] {
    const waiting = this.#revocations.filter(({ at, carriedOut }) => !carriedOut && at <= this.now)
    return waiting.toSorted((one, other) => one.at - other.at || one.number - other.number)
  }

  #doJobs(): void {
    for (const version of this.#versions())
      for (const build of version.builds.values())
        if (build.status === 'running' && build.heartbeat !== null && this.now - build.heartbeat > SILENCE_MS)
          Object.assign(build, { status: 'cancelled', heartbeat: null })
    const promised = [...this.#promised].filter(([{ exists }, at]) => exists && at <= this.now)
    for (const [version] of promised.toSorted(([, one], [, other]) => one - other)) this.#complete(version)
    for (const revocation of this.#due()) this.#carryOut(revocation)
  }

  // --- Channels ------------------------------------------------------------------------------------------------------

  #userChannels(): readonly ModelChannel[] {
    return [...this.buckets.values()].flatMap(({ channels, latest }) =>
      [...channels.values()].filter((channel) => channel !== latest),
    )
  }

  #moveLatest(): void {
    for (const bucket of this.buckets.values()) bucket.latest.assign(bucket.newestValid(this.now))
  }

  #assignable(bucket: ModelBucket, fingerprint: string): Reasons {
    if (fingerprint === '') return []
    const version = bucket.versions.get(fingerprint)
    if (!version) return ['not_found']
    return version.isValid(this.now) ? [] : ['failed_precondition']
  }

  #createChannel(bucket: ModelBucket, { channel: name, fingerprint }: On<'create-channel'>): Reasons {
    const reasons = [
      ...(bucket.channels.has(name) ? ['already_exists' as const] : []),
      ...this.#assignable(bucket, fingerprint),
    ]
    if (reasons.length > 0) return reasons
    const channel = new ModelChannel(name)
    bucket.channels.set(name, channel)
    this.#knownChannels.set(`${bucket.name}/${name}`, channel)
    channel.assign(bucket.versions.get(fingerprint) ?? null)
    return []
  }

  #deleteChannel(bucket: ModelBucket, { channel: name }: ChannelRef): Reasons {
    const channel = bucket.channels.get(name)
    if (!channel) return ['not_found']
    if (channel === bucket.latest) return ['invalid_argument']
    channel.exists = false
    bucket.channels.delete(name)
    return []
  }

  #assign(bucket: ModelBucket, { channel: name, fingerprint }: On<'assign'>): Reasons {
    const channel = bucket.channels.get(name)
    if (!channel) return ['not_found']
    const managed: Reasons = channel === bucket.latest ? ['failed_precondition'] : []
    const reasons = [...managed, ...this.#assignable(bucket, fingerprint)]
    if (reasons.length === 0) channel.assign(bucket.versions.get(fingerprint) ?? null)
    return reasons
  }

  #copy(bucket: ModelBucket, { from, to }: On<'copy'>): Reasons {
    const [source, target] = [bucket.channels.get(from), bucket.channels.get(to)]
    if (!source || !target) return ['not_found']
    const isAllowed = target !== bucket.latest && source.version?.isValid(this.now) === true
    if (!isAllowed) return ['failed_precondition']
    target.assign(source.version)
    return []
  }
}
