import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registryEnvironment } from '../../../clients/registry-environment.ts'
import { asking } from '../../../support/asking.ts'
import type { Client, Json } from '../../../support/client.ts'
import { startCommand } from '../../../support/command.ts'
import { databases } from '../../../support/databases.ts'
import { startRegistry } from '../../../support/registry.ts'
import { until } from '../../../support/until.ts'
import { shownWithoutSboms } from './estate.ts'

const VERSIONS = 1000
const BUCKETS = 10
const day = (number: number) => new Date(Date.UTC(2023, 0, number)).toISOString()

/** As many versions as nightly builds make in years, in ten buckets, with a channel that pointed to every tenth. */
async function furnishThousand(client: Client): Promise<void> {
  const records: object[] = []
  for (let number = 0; number < BUCKETS; number++) {
    const bucket_name = `image-${number}`
    records.push({
      bucket: { name: bucket_name, labels: { number: String(number) }, created_at: day(1), updated_at: day(1) },
    })
    const assignments = []
    for (let sequence = 1; sequence <= VERSIONS / BUCKETS; sequence++) {
      const place = { bucket_name, fingerprint: `f-${number}-${sequence}` }
      const stamps = { created_at: day(sequence), updated_at: day(sequence) }
      const artifacts = ['eu-west-1', 'us-east-1'].map((region) => ({
        ...{ external_identifier: `ami-${number}-${sequence}`, region, created_at: day(sequence) },
      }))
      const build = { component_type: 'amazon-ebs.image', status: 'BUILD_DONE', platform: 'aws', artifacts }
      records.push(
        { version: { ...place, ...stamps, template_type: 'HCL2', author_id: 'night' } },
        { build: { ...place, ...stamps, ...build, labels: { night: String(sequence) } } },
        { completion: { ...place, sequence, builds: 1, updated_at: day(sequence) } },
      )
      if (sequence % 10 === 0)
        assignments.push({ version_fingerprint: place.fingerprint, author_id: 'ada', assigned_at: day(sequence) })
    }
    const version_fingerprint = assignments.at(-1)?.version_fingerprint ?? ''
    const channel = { bucket_name, name: 'production', author_id: 'ada', version_fingerprint }
    records.push(
      { channel: { ...channel, created_at: day(10), updated_at: day(100) } },
      { history: { bucket_name, channel_name: 'production', assignments } },
      { channel: { bucket_name, name: 'latest', created_at: day(1), updated_at: day(1) } },
    )
  }
  for (let from = 0; from < records.length; from += 200) {
    const body = { source: 'a test', records: records.slice(from, from + 200) }
    const { outcomes } = await client.ok('AssayService_ImportRecords', { body })
    assert.deepEqual(
      (outcomes as Json[]).filter(({ outcome }) => outcome === 'REFUSED'),
      [],
    )
  }
}

test('a mirror of a thousand versions that is stopped three times ends as one that was not', async (t) => {
  const [sqlite, postgres] = databases()
  const source = await startRegistry(sqlite!)
  t.after(() => source.close())
  const target = await startRegistry(postgres!)
  t.after(() => target.close())
  await furnishThousand(source.admin)
  const env = Object.entries(registryEnvironment(source)).map(([name, value]) => [`SOURCE_${name}`, value])
  const assay = await asking(target, Object.fromEntries(env) as Record<string, string>)
  t.after(() => assay.remove())

  const versionsThere = async () => {
    const { buckets } = await target.admin.ok('PackerService_ListBuckets', {})
    return (buckets as Json[]).reduce<number>((sum, { version_count: count }) => sum + Number(count), 0)
  }
  for (const enough of [100, 400, 700]) {
    const running = startCommand(t, ['mirror', '--rate', '2000'], assay.env)
    await until(async () => (await versionsThere()) >= enough)
    running.child.kill('SIGINT')
    assert.equal((await running.ended).code, 130)
  }
  assert.ok((await versionsThere()) < VERSIONS, 'it was done before it was stopped')
  const told = await assay.says(t, 'mirror --rate 2000')
  assert.match(told, /The source has 10 buckets, 1000 versions, 1000 builds, 2000 artifacts/)
  assert.match(told, /all are the same\./)
  const [there, here] = await Promise.all([target, source].map(({ admin }) => shownWithoutSboms(admin)))
  assert.deepEqual(there, here)
})
