// What a revocation of the base must have done, before its figures are worth anything: all descendants are out of use
// because of it, nothing else is, and channels are where the rules say.
import type { Channel } from '../src/domain/channel/channel.ts'
import { isRevoked } from '../src/domain/version/version.ts'
import type { DatabaseLocation } from '../src/storage/dialect.ts'
import { openStore } from '../src/storage/open.ts'
import { BASE, bucketName, CHANNEL, DESCENDANTS, everyImage, isOlder } from './seed-descendants.ts'

export async function requireInherited(location: DatabaseLocation, fingerprint: string): Promise<void> {
  const store = await openStore(location)
  try {
    const [organization] = await store.organizations.listOrganizations()
    const [project] = await store.organizations.listProjects(organization?.id ?? '')
    const projectId = project?.id ?? ''
    const now = new Date().toISOString()
    let inherited = 0
    for (const { generation, line } of everyImage) {
      const name = bucketName(generation, line)
      const bucket = await store.buckets.find(projectId, name)
      const order = [{ field: 'sequence', descending: false }] as const
      const { items } = await store.versions.list(bucket?.id ?? '', { size: null, edge: null, order })
      const revoked = items.filter((version) => isRevoked(version, now))
      inherited += revoked.filter(({ revocation }) => revocation?.inheritedFrom?.fingerprint === fingerprint).length
      const channels = await store.channels.list(bucket?.id ?? '')
      requireSettled(name, channels, isOlder(line))
    }
    if (inherited !== DESCENDANTS)
      throw new Error(`${DESCENDANTS} versions should have inherited the revocation, but ${inherited} did`)
    requireSettled(BASE, [...(await store.channels.list((await store.buckets.find(projectId, BASE))?.id ?? ''))], true)
  } finally {
    await store.close()
  }
}

/** With a valid version both channels are on it, the first; without, `latest` is on none, and `production` stays. */
function requireSettled(bucket: string, channels: readonly Channel[], hasValid: boolean): void {
  const numbers = new Map(channels.map(({ name, version }) => [name, version?.sequence ?? null]))
  const expected = hasValid ? { latest: 1, [CHANNEL]: 1 } : { latest: null, [CHANNEL]: 100 }
  for (const [name, number] of Object.entries(expected))
    if (numbers.get(name) !== number)
      throw new Error(
        `channel "${name}" of bucket "${bucket}" is on version ${numbers.get(name)} instead of ${number} after the revocation`,
      )
}
