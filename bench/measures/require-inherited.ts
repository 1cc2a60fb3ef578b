// What a revocation of the base must have done before its figures mean anything: all descendants are revoked because of it, nothing else
// is, and channels are where the rules say.
import { isRevoked, type Version } from '../../src/domain/catalog/version/version.ts'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { openStore } from '../../src/storage/open.ts'
import { BASE, bucketName, DESCENDANTS, everyImage, isOlder } from '../seed/seed-descendants.ts'
import { CHANNEL } from '../seed/seeded-image.ts'

export async function requireInherited(location: DatabaseLocation, fingerprint: string): Promise<void> {
  const { revoked, channels } = await look(location)
  for (const { generation, line } of everyImage) {
    const name = bucketName(generation, line)
    requireSettled(name, channels.get(name) ?? {}, isOlder(line))
  }
  requireSettled(BASE, channels.get(BASE) ?? {}, true)
  const inherited = revoked.filter(({ revocation }) => revocation?.inheritedFrom?.fingerprint === fingerprint)
  if (inherited.length !== DESCENDANTS || revoked.length !== DESCENDANTS)
    throw new Error(
      `${DESCENDANTS} versions should have inherited the revocation: ${inherited.length} did, and ${revoked.length} are revoked`,
    )
}

/** What restoring the base must have done: nothing is revoked. */
export async function requireRestored(location: DatabaseLocation): Promise<void> {
  const { revoked } = await look(location)
  if (revoked.length > 0) throw new Error(`${revoked.length} versions are revoked, and all should have been restored`)
}

/** The number of the version that each channel points at; null for none. */
type ChannelNumbers = Readonly<Record<string, number | null>>

/** The revoked descendants, and the channels of each bucket. */
async function look(location: DatabaseLocation) {
  const store = await openStore(location)
  try {
    const [organization] = await store.organizations.listOrganizations()
    const [project] = await store.organizations.listProjects(organization?.id ?? '')
    const projectId = project?.id ?? ''
    const now = new Date().toISOString()
    const revoked: Version[] = []
    const channels = new Map<string, ChannelNumbers>()
    for (const name of [BASE, ...everyImage.map(({ generation, line }) => bucketName(generation, line))]) {
      const bucketId = (await store.buckets.find(projectId, name))?.id ?? ''
      const numberOn = async (channel: string) =>
        (await store.channels.find(projectId, name, channel))?.version?.sequence ?? null
      channels.set(name, { latest: await numberOn('latest'), [CHANNEL]: await numberOn(CHANNEL) })
      if (name === BASE) continue
      const { items } = await store.versions.list(bucketId, { size: null, edge: null, order: [] })
      for await (const version of items) if (isRevoked(version, now)) revoked.push(version)
    }
    return { revoked, channels }
  } finally {
    await store.close()
  }
}

/** With a valid version both channels are on the first version; without one both are on none. */
function requireSettled(bucket: string, numbers: ChannelNumbers, hasValid: boolean): void {
  const expected = hasValid ? { latest: 1, [CHANNEL]: 1 } : { latest: null, [CHANNEL]: null }
  for (const [name, number] of Object.entries(expected))
    if (numbers[name] !== number)
      throw new Error(
        `channel "${name}" of bucket "${bucket}" is on version ${numbers[name]} instead of ${number} after the revocation`,
      )
}
