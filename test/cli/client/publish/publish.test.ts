import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { type Asking, asking } from '../../../support/asking.ts'
import { inBucket, versionOf } from '../../../support/build-sequences.ts'
import type { Json } from '../../../support/client.ts'
import { COMMAND, startCommand } from '../../../support/command.ts'
import { databases } from '../../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../../support/registry.ts'
import { vanishingFront } from '../../../support/vanishing-front.ts'

const execute = promisify(execFile)

const RUN = '6d5d3185-fa95-44e1-8775-9e64fe2e2d8f'

const entry = (name: string, type: string, more: object) => ({
  name,
  builder_type: type,
  build_time: 1795800000,
  files: null,
  packer_run_uuid: RUN,
  custom_data: null,
  ...more,
})

const amazon = entry('app', 'amazon-ebs', { artifact_id: 'eu-west-1:ami-1,us-east-1:ami-2' })
const qemu = entry('qemu', 'qemu', { artifact_id: 'VM', files: [{ name: 'output/disk.qcow2', size: 512 }] })
const SBOM = '{"bomFormat": "CycloneDX", "specVersion": "1.6"}'

describe('assay publish', () => {
  let registry: TestRegistry
  let assay: Asking
  let folder: string
  before(async () => {
    registry = await startRegistry(databases()[0]!)
    assay = await asking(registry)
    folder = await mkdtemp(join(tmpdir(), 'assay-publish-'))
    await writeFile(join(folder, 'sbom.json'), SBOM)
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await assay.remove()
    await registry.close()
  })

  async function manifestOf(builds: readonly object[], run: string = RUN): Promise<string> {
    const file = join(folder, 'packer-manifest.json')
    await writeFile(file, JSON.stringify({ builds, last_run_uuid: run }, null, 2))
    return file
  }

  const buildsOf = (version: Json): unknown =>
    (version.builds as Json[])
      .map(({ component_type: type, platform, artifacts, labels, packer_run_uuid: run }) => ({
        type,
        platform,
        run,
        labels,
        images: (artifacts as Json[]).map(({ region, external_identifier: id }) => `${region} ${id}`),
      }))
      .toSorted((one, two) => String(one.type).localeCompare(String(two.type)))

  const both = {
    amazon: {
      type: 'amazon-ebs.app',
      platform: 'aws',
      run: RUN,
      labels: { team: 'base' },
      images: ['eu-west-1 ami-1', 'us-east-1 ami-2'],
    },
    qemu: { type: 'qemu', platform: 'qemu', run: RUN, labels: { team: 'base' }, images: ['output disk.qcow2'] },
  }

  test('registers the last run of a manifest whole, and says at its repetition that it is there', async (t) => {
    const earlier = { ...amazon, packer_run_uuid: 'earlier', artifact_id: 'eu-west-1:ami-0' }
    const file = await manifestOf([earlier, amazon, qemu])
    const line = `publish --bucket whole --manifest ${file} --label team=base --channel test --sbom qemu=${folder}/sbom.json amazon-ebs.app=${folder}/sbom.json`
    const said = await assay.says(t, line)
    assert.equal(
      said,
      `Published whole@v1 (${RUN}): aws eu-west-1 ami-1, aws us-east-1 ami-2, qemu output disk.qcow2. Created whole@test, which points at it.\n`,
    )
    const bucket = inBucket(registry.admin, 'whole')
    const version = await versionOf(bucket, RUN)
    assert.deepEqual(buildsOf(version), [both.amazon, both.qemu])
    const { id } = (version.builds as Json[]).find((build) => build.component_type === 'qemu')
    const { sboms } = await bucket.ok('ListSboms', { params: { fingerprint: RUN, build_id: id as string } })
    assert.deepEqual(sboms, [{ id: sboms[0].id, name: 'sbom', format: 'CYCLONEDX' }])
    assert.equal(
      await assay.says(t, line),
      `whole@v1 (${RUN}) was published already. whole@test already points at it.\n`,
    )
  })

  test('refuses a fingerprint that is complete with other content, and says what differs', async (t) => {
    const other = { ...amazon, artifact_id: 'eu-west-1:ami-1,us-east-1:ami-3' }
    const file = await manifestOf([amazon])
    await assay.says(t, `publish --bucket other --manifest ${file} --label team=base`)
    await manifestOf([other, qemu])
    const { code, stderr } = await assay.run(t, `publish --bucket other --manifest ${file} --label team=app`)
    assert.equal(code, 6)
    for (const words of [
      'other has a complete version v1 (',
      'it has the image us-east-1 ami-2 of amazon-ebs.app; it lacks the image us-east-1 ami-3 of amazon-ebs.app;',
      'the label team of amazon-ebs.app is "base", not "app"; it lacks the build qemu. Use another --fingerprint',
    ])
      assert.ok(stderr.includes(words), stderr)
    assert.deepEqual(buildsOf(await versionOf(inBucket(registry.admin, 'other'), RUN)), [both.amazon])
  })

  test('registers images that are said, by a fingerprint of what they are', async (t) => {
    const line = 'publish --bucket said --platform gce --artifact europe-west1-b=one us=two -o name'
    const fingerprint = (await assay.says(t, line)).trim()
    assert.match(fingerprint, /^[0-9a-f]{40}$/)
    assert.equal(await assay.says(t, line), `${fingerprint}\n`)
    const turned = 'publish --bucket said --platform gce --artifact us=two europe-west1-b=one -o name'
    assert.equal(await assay.says(t, turned), `${fingerprint}\n`)
    const version = await versionOf(inBucket(registry.admin, 'said'), fingerprint)
    assert.equal(version.name, 'v1')
    assert.match(
      version.builds[0].packer_run_uuid as string,
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  test('registers an image once that is said twice, so that it is found by its region', async (t) => {
    const line = 'publish --bucket twice --platform aws --artifact eu=ami-1 eu=ami-1 us=ami-1'
    assert.match(await assay.says(t, line), /^Published twice@v1 \([0-9a-f]{40}\): aws eu ami-1, aws us ami-1\.$/m)
    const url = await assay.says(t, 'artifact url twice@latest --platform aws --region eu')
    assert.equal(url, 'ami-1\n')
    const shown = JSON.parse(await assay.says(t, 'artifact url twice@latest --region eu -o json'))
    assert.deepEqual([shown.component_type, shown.identifier], ['aws', 'ami-1'])
    const once = 'publish --bucket twice --platform aws --region eu --artifact'
    assert.match(await assay.says(t, `${once} ami-2`), /^Published twice@v2 /)
    assert.match(await assay.says(t, `${once} ami-2 --artifact ami-2`), /^twice@v2 .* was published already\.$/m)
  })

  test('takes a region for those images of a manifest that are in none', async (t) => {
    const file = await manifestOf([amazon, qemu])
    assert.match(
      await assay.says(t, `publish --bucket placed --manifest ${file} --region depot`),
      /: aws eu-west-1 ami-1, aws us-east-1 ami-2, qemu depot disk\.qcow2\.$/m,
    )
  })

  test('takes a platform that nobody knows, as plugins have their own, and says so', async (t) => {
    const { code, stderr } = await assay.run(t, 'publish --bucket rare --platform awz --region eu --artifact ami-1')
    assert.equal(code, 0, stderr)
    assert.equal(
      stderr,
      "awz is not a platform that Packer's plugins are known to use: images are found only by that exact name\n",
    )
  })

  test('goes on with what a registry that vanished in the middle has got of it', async (t) => {
    const front = await vanishingFront(t, registry)
    const file = await manifestOf([amazon, qemu])
    const through = await asking(registry, front.env)
    t.after(() => through.remove())
    for (const changes of [1, 3, 6]) {
      const line = `publish --bucket broken-${changes} --manifest ${file} --label team=base --sbom qemu=${folder}/sbom.json --channel test`
      front.appear(changes)
      const { code, stderr } = await through.run(t, line)
      assert.equal(code, 7, stderr)
      assert.match(stderr, /is not complete: run the same command to continue\nassay: .*cannot be reached/)
      front.appear(Infinity)
      assert.match(await through.says(t, line), new RegExp(`^Published broken-${changes}@v1 `))
      const bucket = inBucket(registry.admin, `broken-${changes}`)
      const version = await versionOf(bucket, RUN)
      assert.deepEqual(buildsOf(version), [both.amazon, both.qemu])
      const { channel } = await bucket.ok('GetChannel', { params: { channel_name: 'test' } })
      assert.equal(channel.version.fingerprint, RUN)
      assert.ok(front.changes.length + changes <= 10, `${changes} of ${front.changes.join(', ')} were made anew`)
    }
  })

  test('says that it goes on where a key has ended in the middle, or the registry is busy, and not where it is refused', async (t) => {
    const front = await vanishingFront(t, registry)
    const through = await asking(registry, front.env)
    t.after(() => through.remove())
    const line = `publish --bucket half --manifest ${await manifestOf([amazon])}`
    const hint = /is not complete: run the same command to continue\nassay: /
    for (const [status, exit, isTold] of [
      [401, 3, true],
      [429, 7, true],
      [403, 4, false],
    ] as const) {
      front.refuseAfter(1, status)
      const { code, stderr } = await through.run(t, line)
      assert.deepEqual([code, hint.test(stderr)], [exit, isTold], stderr)
    }
    front.appear(Infinity)
    assert.match(await through.says(t, line), /^Published half@v1 /)
  })

  test('goes on after Ctrl-C with what it had begun', async (t) => {
    const front = await vanishingFront(t, registry)
    const through = await asking(registry, front.env)
    t.after(() => through.remove())
    const line = `publish --bucket interrupted --manifest ${await manifestOf([amazon, qemu])} --label team=base`
    const silent = front.fallSilentAfter(5)
    const command = startCommand(t, line.split(' '), through.env)
    await silent
    command.child.kill('SIGINT')
    const { code, stderr } = await command.ended
    assert.equal(code, 130)
    assert.match(stderr, /is not complete: run the same command to continue\nassay: interrupted: /)
    const bucket = inBucket(registry.admin, 'interrupted')
    assert.equal((await versionOf(bucket, RUN)).name, 'v0')
    assert.match(await assay.says(t, line), /^Published interrupted@v1 /)
    assert.deepEqual(buildsOf(await versionOf(bucket, RUN)), [both.amazon, both.qemu])
  })

  test('reads from a pipe what is said as -', async (t) => {
    const file = await manifestOf([amazon])
    const words = [process.execPath, COMMAND, 'publish', '--bucket', 'piped', '-o', 'name', '--manifest', '-']
    const { stdout } = await execute('sh', ['-c', `"$@" < "${file}"`, 'sh', ...words], { env: { ...assay.env } })
    assert.equal(stdout, `${RUN}\n`)
    const { code, stderr } = await assay.run(t, 'publish --bucket piped --manifest -')
    assert.equal(code, 2)
    assert.match(stderr, /the manifest - is not complete JSON: /)
  })

  test('says what is wrong with what it is given, and publishes nothing of it', async (t) => {
    const file = await manifestOf([amazon, qemu])
    const whole = JSON.stringify({ builds: [amazon], last_run_uuid: RUN })
    const inFile = async (name: string, text: string) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }
    const cut = await inFile('cut.json', whole.slice(0, -40))
    const strange = await inFile('strange.json', whole.replace('amazon-ebs', 'of-nobody'))
    const azure = await inFile(
      'azure.json',
      JSON.stringify({ builds: [entry('a', 'azure-arm', { artifact_id: '/x' })] }),
    )
    const [cyclonedx, spdx] = [
      await inFile('app.cdx.json', SBOM),
      await inFile('app.spdx.json', '{"spdxVersion": "2.3"}'),
    ]
    const underscored = await inFile('my_app.json', SBOM)
    const short = await inFile('a.json', SBOM)
    const amazonOnly = await inFile('amazon.json', whole)
    const nowhere = await inFile(
      'nowhere-else.json',
      JSON.stringify({ builds: [entry('digitalocean', 'digitalocean', { artifact_id: 'nyc1,:42' })] }),
    )
    const none = await inFile('none.json', '{"builds": [], "last_run_uuid": ""}')
    for (const [words, said] of [
      [`--manifest ${cut}`, 'is not complete JSON: '],
      [`--manifest ${folder}/nowhere.json`, 'cannot be read: ENOENT'],
      [`--manifest ${none}`, 'has no builds of the last run: run packer build again'],
      [`--manifest ${strange}`, 'the platform of the builder of-nobody (of-nobody.app) is not known: add --platform'],
      [`--manifest ${azure}`, 'does not name the region of the image /x of azure-arm.a: add --region'],
      [`--manifest ${file} --sbom ${folder}/sbom.json`, 'there are several builds. Name one, as in amazon-ebs.app='],
      [
        `--manifest ${file} --sbom qemu=${cyclonedx} qemu=${spdx}`,
        `--sbom ${cyclonedx} and ${spdx}: each would be the SBOM app of qemu, but a build has only one SBOM of each name. Rename all but one`,
      ],
      [
        `--manifest ${file} --sbom qemu=${underscored}`,
        `--sbom ${underscored}: registries do not accept the SBOM name "my_app": use 3 to 36 letters`,
      ],
      [`--manifest ${file} --sbom qemu=${short}`, 'registries do not accept the SBOM name "a"'],
      [
        `--manifest ${amazonOnly} --region us-x`,
        '--region us-x: the file names the regions of its images, eu-west-1, us-east-1. Omit --region',
      ],
      [
        `--manifest ${nowhere}`,
        'the image "nyc1,:42" of digitalocean is not REGION,REGION:ID: is the manifest complete?',
      ],
      [`--manifest ${file} --component app`, '--component needs --artifact or --oci: the file names its builds itself'],
      [`--manifest ${file} --fingerprint a/b`, 'the fingerprint "a/b" is not valid: use 1 to 40 letters, digits'],
      [`--manifest ${file} --channel latest`, 'the registry moves that channel by itself'],
      ['--platform amazon --region eu --artifact ami-1', 'Packer and Terraform call it aws. Use --platform aws'],
      ['--platform AWS! --region eu --artifact ami-1', '--platform "AWS!" is not a platform'],
      ['--platform aws --artifact ami-1', 'name its region with --region, or write it as REGION=IDENTIFIER'],
      ['--region eu --artifact ami-1', 'name the platform of the images with --platform'],
      ['--region eu', 'name what to publish with one of'],
    ] as const) {
      const { code, stderr } = await assay.run(t, `publish --bucket nothing ${words}`)
      assert.equal(code, 2, stderr)
      assert.ok(stderr.includes(said), stderr)
    }
    assert.equal((await assay.run(t, 'bucket show nothing')).code, 5)
  })
})
