import type { Change } from '../../context.ts'
import { type Instant, later } from '../../clock.ts'
import { fail, failedPrecondition, invalidArgument, notFound } from '../../errors.ts'
import type { Bucket } from '../bucket/bucket.ts'
import type { VersionOutline } from '../version/version.ts'
import type { Identified } from './import-store.ts'

/** The state that the records of one import share; all are imported in one transaction. */
export interface Importing {
  readonly change: Change
  /** The locked buckets in their current state, by name. */
  readonly buckets: Map<string, Bucket>
}

/** The locked bucket; `not_found` when it was not imported before. */
export async function bucketOf({ change, buckets }: Importing, name: string): Promise<Bucket> {
  const known = buckets.get(name)
  if (known !== undefined) return known
  const { tx, location } = change
  const found = (await tx.buckets.lock(location.projectId, name)) ?? fail(notFound('bucket', name))
  buckets.set(name, found)
  return found
}

/** The version; `failed_precondition` when it was not imported before. */
export async function versionOf({ change }: Importing, bucket: Bucket, fingerprint: string): Promise<VersionOutline> {
  const found = await change.tx.versions.findOutline(bucket.id, fingerprint)
  return found ?? fail(failedPrecondition(`bucket "${bucket.name}" has no version "${fingerprint}": import that first`))
}

const ID = /^[0-9A-Za-z-]{1,64}$/

/** The ids to use: each given id if it looks like an id and is free, else a new one. */
export async function idsOf(
  { change }: Importing,
  kind: Identified,
  ids: readonly string[],
): Promise<readonly string[]> {
  const taken = new Set(await change.tx.imports.listTaken(kind, ids))
  const used = new Set<string>()
  return ids.map((id) => {
    const own = ID.test(id) && !taken.has(id) && !used.has(id) ? id : change.newId()
    used.add(own)
    return own
  })
}

export async function idOf(importing: Importing, kind: Identified, id: string): Promise<string> {
  const [own = id] = await idsOf(importing, kind, [id])
  return own
}

/** How far the clocks of two registries may differ. Something dated in the far future would remain the newest for ever. */
const AHEAD_MS = 86_400_000

export function requirePast({ change }: Importing, moments: Readonly<Record<string, Instant>>): void {
  const last = later(change.now, AHEAD_MS)
  for (const [field, at] of Object.entries(moments))
    if (at > last)
      throw invalidArgument(field, `${at} is to come: set the clock of this server right, or that of the source`)
}
