import type { Change } from '../../context.ts'
import { type Instant, later } from '../../clock.ts'
import { fail, failedPrecondition, invalidArgument, notFound } from '../../errors.ts'
import type { Bucket } from '../bucket/bucket.ts'
import type { VersionOutline } from '../version/version.ts'
import type { Identified } from './import-store.ts'

/** One import, in one change: what its records have in common. */
export interface Importing {
  readonly change: Change
  /** Locked, as they are by now; by their names. */
  readonly buckets: Map<string, Bucket>
}

/** Refuses (`not_found`) where the bucket was not brought before. */
export async function bucketOf({ change, buckets }: Importing, name: string): Promise<Bucket> {
  const known = buckets.get(name)
  if (known !== undefined) return known
  const { tx, location } = change
  const found = (await tx.buckets.lock(location.projectId, name)) ?? fail(notFound('bucket', name))
  buckets.set(name, found)
  return found
}

/** Refuses (`failed_precondition`) where the version was not brought before. */
export async function versionOf({ change }: Importing, bucket: Bucket, fingerprint: string): Promise<VersionOutline> {
  const found = await change.tx.versions.findOutline(bucket.id, fingerprint)
  return found ?? fail(failedPrecondition(`bucket "${bucket.name}" has no version "${fingerprint}": import that first`))
}

const ID = /^[0-9A-Za-z-]{1,64}$/

/** The ids to use: those that are given, where they look like ids and nothing has them; else new ones. */
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

/** By how much clocks of registries may differ. What was made later than anything here can be would be the newest for ever. */
const AHEAD_MS = 86_400_000

export function requirePast({ change }: Importing, moments: Readonly<Record<string, Instant>>): void {
  const last = later(change.now, AHEAD_MS)
  for (const [field, at] of Object.entries(moments))
    if (at > last)
      throw invalidArgument(field, `${at} is to come: set the clock of this server right, or that of the source`)
}
