// The rules over the objects of lifecycle-model.ts: what each step does, or every reason to refuse it. The rules of revocation
// are in lifecycle-revocations.ts.
import { ModelBucket, type ModelBuild, ModelChannel, ModelVersion, nowAfter, type Reasons } from './lifecycle-model.ts'
import { carryOut, inherit, restore, revoke } from './lifecycle-revocations.ts'
import { ModelState, type Promised } from './lifecycle-state.ts'
import type { Ancestor, ChannelRef, Ref, Report, Server, Step } from './lifecycle-steps.ts'

/** A build that sent heartbeats is cancelled when the last one is older than this. */
export const SILENCE_MS = 10 * 60_000
/** A version whose builds were all created done is complete so long after the last of them. */
const PAUSE_MS = 5000

type On<Name extends Step['do']> = Extract<Step, { readonly do: Name }>

export class ModelRegistry {
  readonly state: ModelState
  #time: number
  readonly #ahead: Record<Server, number> = { here: 0, there: 0 }
  readonly #deadline: number
  /** The version or channel that each name referred to last: clients remember the ids of deleted ones. */
  readonly #knownVersions = new Map<string, ModelVersion>()
  readonly #knownChannels = new Map<string, ModelChannel>()

  constructor(now: number, deadline: number) {
    this.state = new ModelState(now)
    this.#time = now
    this.#deadline = deadline
  }

  get buckets(): ReadonlyMap<string, ModelBucket> {
    return this.state.buckets
  }

  nowOn(server: Server): number {
    return this.#time + this.#ahead[server]
  }

  /** The events since the last call. */
  takeTold(): readonly string[] {
    const { told } = this.state
    this.state.told = []
    return told
  }

  perform(server: Server, step: Step): Reasons {
    this.state.now = this.nowOn(server)
    switch (step.do) {
      case 'create-bucket':
        return this.#createBucket(step.bucket)
      case 'delete-bucket':
        return this.#inBucket(step, (bucket) => this.#deleteBucket(bucket))
      case 'create-version':
        return this.#inBucket(step, (bucket) => this.#createVersion(bucket, step))
      case 'create-channel':
        return this.#inBucket(step, (bucket) => this.#createChannel(bucket, step))
      case 'restrict':
        return this.#inBucket(step, (bucket) => this.#restrict(bucket, step))
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
        return this.#inVersion(step, 'aborted', (version) =>
          revoke(this.state, version, { ...step, deadline: this.#deadline }),
        )
      case 'restore':
        return this.#inVersion(step, 'aborted', (version) => restore(this.state, version))
      case 'wait':
        this.#time += step.milliseconds
        return []
      case 'set-clock':
        this.#ahead[server] = step.ahead
        return []
      case 'do-jobs':
        this.state.actor = 'Assay'
        this.#doJobs()
        this.state.actor = 'ci'
        return []
    }
  }

  #inBucket({ bucket: name }: Pick<Ref, 'bucket'>, act: (bucket: ModelBucket) => Reasons): Reasons {
    const bucket = this.buckets.get(name)
    return bucket ? act(bucket) : ['not_found']
  }

  /** For Packer's sake, a request about a version itself reports its absence with another code than a request below a version. */
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
    this.state.buckets.set(name, bucket)
    this.#knownChannels.set(`${name}/latest`, bucket.latest)
    this.state.tell('create', 'bucket', bucket)
    return []
  }

  #deleteBucket(bucket: ModelBucket): Reasons {
    for (const version of bucket.versions.values()) version.exists = false
    for (const channel of bucket.channels.values()) channel.exists = false
    this.state.buckets.delete(bucket.name)
    this.state.tell('delete', 'bucket', bucket)
    return []
  }

  #createVersion(bucket: ModelBucket, { fingerprint }: Ref): Reasons {
    if (bucket.versions.has(fingerprint)) return ['already_exists']
    const version = new ModelVersion(bucket, fingerprint, this.state.now)
    bucket.versions.set(fingerprint, version)
    this.#knownVersions.set(`${bucket.name}/${fingerprint}`, version)
    this.state.tellOf('create', version)
    return []
  }

  #createBuild(version: ModelVersion, { component, status, ...ancestor }: On<'create-build'>): Reasons {
    const reasons = [
      ...(version.number === null ? [] : ['failed_precondition' as const]),
      ...(version.builds.has(component) ? ['already_exists' as const] : []),
    ]
    if (reasons.length > 0) return reasons
    const waited = version.waits()
    const others = [...version.builds.values()].map(({ createdAt }) => createdAt)
    const createdAt = nowAfter(this.state.now, version.createdAt, ...others)
    const stamps = { createdAt, updatedAt: createdAt }
    const build = { status, run: 'first', heartbeat: null, ...this.#ancestorOf(ancestor), ...stamps }
    version.builds.set(component, build)
    this.#tellOfBuild('create', version)
    inherit(this.state, version, build)
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
    after.updatedAt = nowAfter(this.state.now, build.updatedAt)
    const waited = version.waits()
    const isNewParent = build.parent !== after.parent
    Object.assign(build, after)
    if (!isSame) this.#tellOfBuild('update', version)
    if (isNewParent) inherit(this.state, version, build)
    this.#completeIfDone(version, waited)
    return []
  }

  #tellOfBuild(action: 'create' | 'update' | 'delete', { bucket, fingerprint }: ModelVersion): void {
    this.state.tell(action, 'build', bucket, fingerprint)
  }

  /** A run that reports again that its build is running has sent a heartbeat, even if the build was given up meanwhile. */
  #heartbeatAfter(build: ModelBuild, { status, run }: Report): number | null {
    if (status === null) return build.heartbeat
    const goesOn = status === 'running' && run === build.run && ['running', 'cancelled'].includes(build.status)
    return goesOn ? this.state.now : null
  }

  #deleteBuild(version: ModelVersion, { component }: On<'delete-build'>): Reasons {
    if (!version.builds.has(component)) return ['not_found']
    if (version.number !== null) return ['failed_precondition']
    const waited = version.waits()
    version.builds.delete(component)
    this.#tellOfBuild('delete', version)
    this.#completeIfDone(version, waited)
    return []
  }

  /** Completes the version at once if it waited for one of its builds, else a little later: more builds may be created. */
  #completeIfDone(version: ModelVersion, waited: boolean): void {
    if (version.number !== null || version.builds.size === 0 || version.waits()) return
    if (waited) this.#complete(version)
    else {
      const { promised } = this.state
      this.state.promised = promised.filter(({ work }) => !('complete' in work) || work.complete !== version)
      this.state.promise(momentAfter(version, this.state.now), { complete: version })
    }
  }

  #completeOnRequest(version: ModelVersion): Reasons {
    if (version.number !== null) return []
    if (![...version.builds.values()].some(({ status }) => status === 'done')) return ['failed_precondition']
    this.#complete(version)
    return []
  }

  /** A number is assigned once, whatever is deleted later. */
  #complete(version: ModelVersion): void {
    version.bucket.lastNumber += 1
    version.number = version.bucket.lastNumber
    this.state.tellOf('complete', version)
    this.state.settleLatest([version.bucket], null)
  }

  #deleteVersion(version: ModelVersion, { rollBack }: On<'delete-version'>): Reasons {
    const held = this.state.userChannels().filter((channel) => channel.version === version)
    if (held.length > 0 && !rollBack) return ['failed_precondition']
    const { bucket } = version
    for (const channel of held) this.state.rollBack(channel)
    if (version.number !== null) this.state.settleLatest([bucket], version)
    version.exists = false
    bucket.versions.delete(version.fingerprint)
    for (const channel of bucket.channels.values())
      channel.lines = channel.lines.filter((line) => line.version !== version)
    this.state.tellOf('delete', version)
    return []
  }

  #ancestorOf({ parent, through }: Ancestor): Pick<ModelBuild, 'parent' | 'through'> {
    return {
      parent: parent && (this.#knownVersions.get(`${parent.bucket}/${parent.fingerprint}`) ?? 'unknown'),
      through: through && (this.#knownChannels.get(`${through.bucket}/${through.channel}`) ?? 'unknown'),
    }
  }

  // --- Jobs ----------------------------------------------------------------------------------------------------------

  #doJobs(): void {
    const { state } = this
    for (const version of state.versions())
      for (const build of version.builds.values())
        if (build.status === 'running' && build.heartbeat !== null && build.heartbeat < state.now - SILENCE_MS) {
          Object.assign(build, {
            status: 'cancelled',
            heartbeat: null,
            updatedAt: nowAfter(state.now, build.updatedAt),
          })
          this.#tellOfBuild('update', version)
        }
    for (let job = this.#nextDue(); job; job = this.#nextDue()) this.#do(job)
  }

  #nextDue(): Promised | undefined {
    const due = this.state.promised.filter(({ at }) => at <= this.state.now)
    return due.toSorted((one, other) => one.at - other.at || one.number - other.number)[0]
  }

  #do(job: Promised): void {
    const { work } = job
    if ('carryOut' in work) carryOut(this.state, work.carryOut)
    const later = 'complete' in work ? this.#completeInItsMoment(work.complete) : undefined
    if (later === undefined) this.state.promised = this.state.promised.filter((other) => other !== job)
    else job.at = later
  }

  /** Completes the version if it is time to. Returns when to look again if another build was created meanwhile. */
  #completeInItsMoment(version: ModelVersion): number | undefined {
    if (!version.exists || version.number !== null || version.builds.size === 0 || version.waits()) return undefined
    const moment = momentAfter(version, version.createdAt)
    if (moment > this.state.now) return moment
    this.#complete(version)
    return undefined
  }

  // --- Channels ------------------------------------------------------------------------------------------------------

  #assignable(bucket: ModelBucket, fingerprint: string): Reasons {
    if (fingerprint === '') return []
    const version = bucket.versions.get(fingerprint)
    if (!version) return ['not_found']
    return version.isValid(this.state.now) ? [] : ['failed_precondition']
  }

  #createChannel(bucket: ModelBucket, { channel: name, fingerprint, restricted }: On<'create-channel'>): Reasons {
    const reasons = [
      ...(bucket.channels.has(name) ? ['already_exists' as const] : []),
      ...this.#assignable(bucket, fingerprint),
    ]
    if (reasons.length > 0) return reasons
    const channel = new ModelChannel(bucket, name, restricted)
    bucket.channels.set(name, channel)
    this.#knownChannels.set(`${bucket.name}/${name}`, channel)
    this.state.tell('create', 'channel', bucket, name)
    this.state.point(channel, bucket.versions.get(fingerprint) ?? null)
    return []
  }

  /** Any channel can be shown or hidden, `latest` too. */
  #restrict(bucket: ModelBucket, { channel: name, restricted }: On<'restrict'>): Reasons {
    const channel = bucket.channels.get(name)
    if (!channel) return ['not_found']
    if (channel.restricted !== restricted) this.state.tell('update', 'channel', bucket, name)
    channel.restricted = restricted
    return []
  }

  #deleteChannel(bucket: ModelBucket, { channel: name }: ChannelRef): Reasons {
    const channel = bucket.channels.get(name)
    if (!channel) return ['not_found']
    if (channel === bucket.latest) return ['invalid_argument']
    channel.exists = false
    bucket.channels.delete(name)
    this.state.tell('delete', 'channel', bucket, name)
    return []
  }

  #assign(bucket: ModelBucket, { channel: name, fingerprint }: On<'assign'>): Reasons {
    const channel = bucket.channels.get(name)
    if (!channel) return ['not_found']
    const managed: Reasons = channel === bucket.latest ? ['failed_precondition'] : []
    const reasons = [...managed, ...this.#assignable(bucket, fingerprint)]
    if (reasons.length === 0) this.state.point(channel, bucket.versions.get(fingerprint) ?? null)
    return reasons
  }

  #copy(bucket: ModelBucket, { from, to }: On<'copy'>): Reasons {
    const [source, target] = [bucket.channels.get(from), bucket.channels.get(to)]
    if (!source || !target) return ['not_found']
    const isAllowed = target !== bucket.latest && source.version?.isValid(this.state.now) === true
    if (!isAllowed) return ['failed_precondition']
    this.state.point(target, source.version)
    return []
  }
}

/** PAUSE_MS after its last build was changed, or after `earliest` if that is later. */
const momentAfter = ({ builds }: ModelVersion, earliest: number): number =>
  Math.max(earliest, ...[...builds.values()].map(({ updatedAt }) => updatedAt)) + PAUSE_MS
