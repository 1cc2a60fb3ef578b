// Records in the audit log that an authenticated caller lacked a permission. Refusals are collected here and written once
// a second, in one transaction of their own, so that a caller that is refused a thousand times a second neither fills the
// database nor delays other requests. The collection is bounded, and each process counts by itself.
//
//   refused, and not the same in the last WINDOW_MS → an event
//   refused the same again                          → counted, and one event with the number when the window is over
//   more than PER_ACTOR different ones in it        → counted together, as one that names none
import type { Bucket } from '../domain/catalog/bucket/bucket.ts'
import { type Clock, type Instant, later } from '../domain/clock.ts'
import { makeChange } from '../domain/change.ts'
import type { Asked, Context } from '../domain/context.ts'
import type { Denied } from '../domain/errors.ts'
import type { Home } from '../domain/location.ts'
import { type Actor, registryActor } from '../domain/principal/principal.ts'
import { recordEvent } from '../domain/record/event/record-event.ts'
import type { Ports, Store } from '../domain/store.ts'
import type { EverySecond } from '../machine/every-second.ts'

export interface Refusal extends Denied {
  readonly actor: Pick<Actor, 'type' | 'id' | 'name'>
  readonly asked: Asked
  readonly operation: string
  /** The error of the response. */
  readonly error: string
}

export interface Refusals {
  /** Returns at once. */
  readonly note: (refusal: Refusal) => void
  /** Writes what is left, and stops writing every second. */
  readonly close: () => Promise<void>
}

export interface RefusalsParts extends Pick<Context, 'newId'> {
  readonly store: Store
  readonly clock: Clock
  readonly everySecond: EverySecond
  /** The organization whose audit log records refusals of callers that have been deleted meanwhile. */
  readonly organizationId: string
  readonly log: { readonly warn: (fields: object, message: string) => void }
}

const WINDOW_MS = 10 * 60_000
const PER_ACTOR = 20
const WINDOWS = 2000
const WAITING = 4000

/** Identical refusals, since the first. */
interface Window {
  readonly refusal: Refusal
  readonly since: Instant
  readonly until: Instant
  /** How many of them no event has recorded yet. */
  untold: number
}

interface CountedRefusal {
  readonly refusal: Refusal
  readonly at: Instant
  readonly since: Instant
  readonly count: number
}

export function refusals({ everySecond, clock, log, ...parts }: RefusalsParts): Refusals {
  /** The oldest first. */
  const windows = new Map<string, Window>()
  const perActor = new Map<string, number>()
  let waiting: CountedRefusal[] = []
  /** How many refusals were dropped for want of room since the log last said so. */
  let lost = 0
  let writing: Promise<void> | null = null

  const enqueue = (counted: CountedRefusal) => {
    if (waiting.length < WAITING) waiting.push(counted)
    else lost += counted.count
  }

  function end(key: string, { refusal, since, untold }: Window, at: Instant): void {
    windows.delete(key)
    const left = (perActor.get(refusal.actor.id) ?? 1) - 1
    if (left > 0) perActor.set(refusal.actor.id, left)
    else perActor.delete(refusal.actor.id)
    if (untold > 0) enqueue({ refusal, at, since, count: untold })
  }

  function endWindows(now: Instant): void {
    for (const [key, window] of windows) {
      // The lower bound matters when the machine's clock is set back.
      if (now >= window.since && now < window.until && windows.size <= WINDOWS) return
      end(key, window, now)
    }
  }

  function note(given: Refusal): void {
    const now = clock.now()
    const isNew = !windows.has(keyOf(given)) && (perActor.get(given.actor.id) ?? 0) >= PER_ACTOR
    const refusal = isNew ? { ...given, ...OF_MANY } : given
    const key = keyOf(refusal)
    const window = windows.get(key)
    if (window !== undefined) {
      window.untold += 1
      return
    }
    windows.set(key, { refusal, since: now, until: later(now, WINDOW_MS), untold: 0 })
    perActor.set(refusal.actor.id, (perActor.get(refusal.actor.id) ?? 0) + 1)
    enqueue({ refusal, at: now, since: now, count: 1 })
    if (windows.size > WINDOWS) endWindows(now)
  }

  async function write(): Promise<void> {
    endWindows(clock.now())
    const batch = waiting
    if (batch.length === 0) return
    waiting = []
    try {
      await writeRefusals({ ...parts, clock }, batch)
    } catch (error) {
      const all = [...batch, ...waiting]
      waiting = all.slice(0, WAITING)
      for (const { count } of all.slice(WAITING)) lost += count
      log.warn({ err: error, count: batch.length }, 'refusals are not in the audit log yet: trying again')
    }
    if (lost > 0)
      log.warn({ count: lost }, 'refusals will not be in the audit log: there were more of them than could wait for it')
    lost = 0
  }

  const writeInTurn = (): Promise<void> =>
    (writing ??= write().finally(() => {
      writing = null
    }))
  const stop = everySecond(() => {
    void writeInTurn()
  })

  return {
    note,
    async close() {
      stop()
      await writing
      for (const [key, window] of windows) end(key, window, clock.now())
      await writeInTurn()
    },
  }
}

const keyOf = ({ actor, permission, operation, resource }: Refusal): string =>
  // Keyed by the operation where no permission in particular was missing.
  JSON.stringify([actor.id, permission === '' ? operation : permission, resource])

/** The details of refusals beyond `PER_ACTOR`, which are counted together. */
const OF_MANY = { permission: '', resource: {}, operation: '', error: 'was refused many things in a short time' }

async function writeRefusals(
  { organizationId, ...parts }: Omit<RefusalsParts, 'everySecond' | 'log'>,
  batch: readonly CountedRefusal[],
): Promise<void> {
  await makeChange({ ...parts, actor: registryActor }, { organizationId, projectId: null }, async (change) => {
    for (const { refusal, at: now, since, count } of batch) {
      const { actor: known, asked, permission, resource, operation, error } = refusal
      const location = await homeOf(change.tx, refusal, organizationId)
      const bucket = await bucketOf(change.tx, location, refusal)
      const actor = { ...known, roles: [] }
      const payload = { permission, resource, operation, error, count, since }
      recordEvent(
        { ...change, actor, asked, location, now },
        bucket ? { kind: 'bucket.permission-refused', bucket, payload } : { kind: 'permission.refused', payload },
      )
    }
  })
}

/** The project that the request was for, whoever the caller is; else the organization of the caller. */
async function homeOf(
  { organizations, principals }: Ports,
  { actor, resource: { projectId = '' } }: Refusal,
  fallback: string,
): Promise<Home> {
  const project = projectId === '' ? undefined : await organizations.findProject(projectId)
  if (project) return { organizationId: project.organizationId, projectId: project.id }
  return { organizationId: (await principals.find(actor.id))?.organizationId ?? fallback, projectId: null }
}

const bucketOf = async (
  { buckets }: Ports,
  { projectId }: Home,
  { resource: { bucketName } }: Refusal,
): Promise<Bucket | undefined> =>
  projectId === null || bucketName === undefined ? undefined : buckets.find(projectId, bucketName)
