import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Asking, asking } from '../../support/asking.ts'
import { startCommand } from '../../support/command.ts'
import { completeVersion } from '../../support/build-sequences.ts'
import { databases } from '../../support/databases.ts'
import { type PromotedBucket, promotedBucket } from '../../support/promoted-bucket.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { vanishingFront } from '../../support/vanishing-front.ts'

describe('assay channel', () => {
  let registry: TestRegistry
  let assay: Asking
  let bucket: PromotedBucket
  before(async () => {
    registry = await startRegistry(databases()[0]!)
    assay = await asking(registry)
    bucket = await promotedBucket(registry.admin, 'ubuntu')
  })
  after(async () => {
    await assay.remove()
    await registry.close()
  })

  test('show tells people the version and its images, and programs what the API has', async (t) => {
    const shown = await assay.says(t, 'channel show ubuntu@production')
    assert.match(shown, /^Channel {2,}ubuntu@production\nVersion {2,}v1 \(01PROMOTED0+1\)\nStatus {2,}active\n/)
    assert.match(shown, /\nImages {2,}aws eu-west-1 ami-1eu-west-1\n/)
    const { channel } = await bucket.ok('GetChannel', { params: { channel_name: 'production' } })
    assert.deepEqual(JSON.parse(await assay.says(t, 'channel show ubuntu@production -o json')), channel)
    assert.equal(await assay.says(t, 'channel show ubuntu@production -o name'), 'production\n')
    assert.match(await assay.says(t, 'channel show ubuntu@production -o yaml'), /^bucket_name: ubuntu$/m)
  })

  test('list is a table that awk reads', async (t) => {
    const lines = (await assay.says(t, 'channel list ubuntu')).trimEnd().split('\n')
    assert.match(lines[0] ?? '', /^NAME +VERSION +STATUS +FINGERPRINT +RESTRICTED +UPDATED$/)
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(/ {2,}/).slice(0, 3)),
      [
        ['latest', 'v3', 'active'],
        ['production', 'v1', 'active'],
        ['test', 'v2', 'active'],
      ],
    )
  })

  test('promote says what changes, and that nothing does', async (t) => {
    const line = 'channel promote ubuntu --from test --to production'
    assert.match(await assay.says(t, line), /^ubuntu@production: v1 \(01PROMOTED0+1\) -> v2 \(01PROMOTED0+2\)\n$/)
    assert.equal(await bucket.pointsAt('production'), 'v2')
    assert.match(await assay.says(t, line), /^ubuntu@production already points at v2 \(\S+\): nothing was changed\.\n$/)
  })

  test('rollback points at where it was, and history tells both', async (t) => {
    assert.match(await assay.says(t, 'channel rollback ubuntu@production'), /: v2 \(\S+\) -> v1 \(\S+\)\n$/)
    assert.equal(await bucket.pointsAt('production'), 'v1')
    const history = await assay.says(t, 'channel history ubuntu@production --limit 2 -o json')
    const entries = JSON.parse(history) as { readonly version: { readonly name: string } }[]
    assert.deepEqual(
      entries.map(({ version }) => version.name),
      ['v1', 'v2'],
    )
  })

  test('promote waits until the source has a version that the target has not', async (t) => {
    await bucket.ok('CreateChannel', { body: { name: 'waiting' } })
    const words = ['channel', 'promote', 'ubuntu', '--from', 'latest', '--to', 'test', '--wait']
    await assay.says(t, 'channel update ubuntu@test --at v3')
    const waiting = startCommand(t, words, assay.env)
    await waiting.says('stderr', 'ubuntu@latest points at v3')
    await completeVersion(bucket, '01PROMOTED-LATER')
    const { code, stdout } = await waiting.ended
    assert.equal(code, 0)
    assert.match(stdout, /^ubuntu@test: v3 \(\S+\) -> v5 \(01PROMOTED-LATER\)\n$/)
  })

  test('promote that waits bears a server that is gone for a while', async (t) => {
    const front = await vanishingFront(t, registry)
    front.appear(Infinity)
    const words = ['channel', 'promote', 'ubuntu', '--from', 'latest', '--to', 'test', '--wait']
    const waiting = startCommand(t, words, { ...assay.env, ...front.env })
    await waiting.says('stderr', 'ubuntu@latest points at v5')
    front.appear(0)
    await waiting.says(
      'stderr',
      'the server does not answer which version ubuntu@latest points at: waiting for another version',
    )
    front.appear(Infinity)
    await completeVersion(bucket, '01PROMOTED-AFTER')
    const { code, stdout, stderr } = await waiting.ended
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^ubuntu@test: v5 \(\S+\) -> v6 \(01PROMOTED-AFTER\)\n$/)
  })

  test('promote that is interrupted while it waits says so', async (t) => {
    const words = ['channel', 'promote', 'ubuntu', '--from', 'waiting', '--to', 'test', '--wait']
    const waiting = startCommand(t, words, assay.env)
    await waiting.says('stderr', 'ubuntu@waiting points at no version')
    waiting.child.kill('SIGINT')
    const { code, stderr } = await waiting.ended
    assert.equal(code, 130)
    assert.match(stderr, /\nassay: interrupted: /)
  })

  test('promote of a source without a valid version is refused', async (t) => {
    const { code, stderr } = await assay.run(t, 'channel promote ubuntu --from waiting --to production')
    assert.equal(code, 6)
    assert.match(
      stderr,
      /^assay: ubuntu@waiting points at no version: point it at a valid version first, or add --wait/,
    )
  })

  test('a channel is made, changed and deleted', async (t) => {
    assert.match(await assay.says(t, 'channel create ubuntu@staging --at test'), /points at v6 \(\S+\)\.\n$/)
    assert.match(await assay.says(t, 'channel update ubuntu@staging --unassign'), /: v6 \(\S+\) -> no version\n$/)
    assert.match(
      await assay.says(t, 'channel update ubuntu@staging --restricted'),
      /is visible to those who can change/,
    )
    assert.equal((await assay.run(t, 'channel update ubuntu@staging --unrestricted --at v99')).code, 5)
    const { channel } = await bucket.ok('GetChannel', { params: { channel_name: 'staging' } })
    assert.equal(channel.restricted, true)
    const both = await assay.says(t, 'channel update ubuntu@staging --unrestricted --at v1 -o json')
    const { restricted, version } = JSON.parse(both) as { restricted: boolean; version: { name: string } }
    assert.deepEqual([restricted, version.name], [false, 'v1'])
    const { code, stderr } = await assay.run(t, 'channel delete ubuntu@staging')
    assert.deepEqual(
      [code, stderr],
      [
        2,
        'assay: Delete the channel ubuntu@staging, which points at v1 (01PROMOTED0000000000000001)? No terminal to ask on: add --yes. Nothing was changed\n',
      ],
    )
    assert.equal(await assay.says(t, 'channel delete ubuntu@staging --yes'), 'Deleted the channel ubuntu@staging.\n')
    assert.equal((await assay.run(t, 'channel show ubuntu@staging')).code, 5)
  })

  test('what is missing or wrong in the words is said', async (t) => {
    for (const [line, code, words] of [
      ['channel show ubuntu', 2, '"ubuntu" is not BUCKET@CHANNEL, as in ubuntu@production'],
      ['channel show nowhere@production', 5, 'bucket "nowhere" does not exist'],
      [
        'channel update ubuntu@test --at v99',
        5,
        'ubuntu has no version v99: assay version list ubuntu lists its versions',
      ],
      ['channel update ubuntu@test', 2, 'nothing to change: add --at, --unassign, --restricted or --unrestricted'],
      [
        'channel promote ubuntu --from test --to test',
        2,
        '--from and --to are both test: name another channel with --to',
      ],
      ['channel promote ubuntu --from test', 2, "required option '--to <channel>' not specified"],
      ['channel history ubuntu@test --limit many', 2, '--limit "many" is not a whole number of 1 or more'],
    ] as const) {
      const outcome = await assay.run(t, line)
      assert.deepEqual([outcome.code, outcome.stdout], [code, ''], line)
      assert.ok(outcome.stderr.includes(words), outcome.stderr)
    }
  })
})
