import type { Build } from '../build/build.ts'
import { requireLengths } from '../build/merge-build.ts'
import { recordParent } from '../build/record-parent.ts'
import { type Imported, imported, type ParentNamed, type ParentsRecord } from './import-record.ts'
import { bucketOf, type Importing, versionOf } from './importing.ts'

type Parent = Pick<Build, 'parentVersionId' | 'parentChannelId'>

/**
 * Writes the parents of a version into those of its builds that name none yet. Registries report parents per version, not per build:
 * an only parent goes to all builds, several go to the oldest builds, one each.
 */
export async function importParents(importing: Importing, record: ParentsRecord): Promise<Imported> {
  const { change } = importing
  const bucket = await bucketOf(importing, record.bucketName)
  const version = await versionOf(importing, bucket, record.fingerprint)
  const parents: Parent[] = []
  for (const parent of record.parents) parents.push(await parentHere(importing, parent))
  const builds = await Array.fromAsync(change.tx.builds.list(version.id))
  let changed = 0
  for (const [index, before] of builds.entries()) {
    const parent = parents.length === 1 ? parents[0] : parents[index]
    if (parent === undefined || before.parentVersionId !== '') continue
    const after = { ...before, ...parent }
    await change.tx.builds.update(after, before)
    await recordParent(change, version, before, after)
    changed += 1
  }
  return imported(changed > 0 ? 'updated' : 'unchanged')
}

/** The parent by its ids in this registry. A version that is not in this registry keeps its id and makes no edge. */
async function parentHere({ change }: Importing, parent: ParentNamed): Promise<Parent> {
  const { tx, location } = change
  requireLengths({ parentVersionId: parent.versionId })
  const bucket = await tx.buckets.find(location.projectId, parent.bucketName)
  const found = bucket && (await tx.versions.findOutline(bucket.id, parent.fingerprint))
  const channels = bucket && parent.channelName !== '' ? await tx.channels.list(bucket.id) : []
  return {
    parentVersionId: found?.id ?? parent.versionId,
    parentChannelId: channels.find(({ name }) => name === parent.channelName)?.id ?? '',
  }
}
