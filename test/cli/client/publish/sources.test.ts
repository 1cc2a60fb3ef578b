import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Asking, asking } from '../../../support/asking.ts'
import { inBucket, versionOf } from '../../../support/build-sequences.ts'
import type { Json } from '../../../support/client.ts'
import { databases } from '../../../support/databases.ts'
import { startRegistry, type TestRegistry } from '../../../support/registry.ts'

const COMPOSE = '0b2c5f9e-3d0e-4f6a-9a57-1f0c2d3e4b5a'

const upload = (type: string, options: object, status = 'success') => ({ status, type, options })
const compose = (...images: readonly object[]) => ({
  href: `/api/image-builder-composer/v2/composes/${COMPOSE}`,
  id: COMPOSE,
  kind: 'ComposeStatus',
  status: 'success',
  image_status: images[0],
  image_statuses: images,
})
const made = (...uploads: readonly object[]) => ({
  status: 'success',
  upload_status: uploads[0],
  upload_statuses: uploads,
})
const request = (...types: readonly string[]) => ({
  distribution: 'rhel-10',
  image_requests: types.map((type) => ({ architecture: 'x86_64', image_type: type, repositories: [] })),
})
const metadata = (...types: readonly string[]) => ({
  id: COMPOSE,
  kind: 'ComposeMetadata',
  packages: [],
  request: request(...types),
})

const ARN = 'arn:aws:imagebuilder:us-west-1:123456789012:image/example-linux-image/1.0.0/3'
const image = {
  arn: ARN,
  name: 'example-linux-image',
  version: '1.0.0/3',
  type: 'AMI',
  platform: 'Linux',
  osVersion: 'Amazon Linux 2023',
  state: { status: 'AVAILABLE' },
  outputResources: {
    amis: [
      { region: 'us-west-1', image: 'ami-01a23bc4def5a6789', name: 'example', accountId: '123456789012' },
      { region: 'us-west-2', image: 'ami-02', name: 'example', accountId: '123456789012' },
      { region: 'us-west-2', image: 'ami-03', name: 'example', accountId: '210987654321' },
    ],
  },
}

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const manifest = (text: string, platform: object) => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: digestOf(text),
  size: text.length,
  platform,
})
const INDEX = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  manifests: [
    manifest('amd64', { architecture: 'amd64', os: 'linux' }),
    manifest('arm64', { architecture: 'arm64', os: 'linux', variant: 'v8' }),
    manifest('attestation', { architecture: 'unknown', os: 'unknown' }),
  ],
})
const NAME = 'registry.example:5000/team/web'

describe('what assay publish reads', () => {
  let registry: TestRegistry
  let assay: Asking
  let folder: string
  before(async () => {
    registry = await startRegistry(databases()[0]!)
    assay = await asking(registry)
    folder = await mkdtemp(join(tmpdir(), 'assay-sources-'))
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await assay.remove()
    await registry.close()
  })

  async function inFile(name: string, content: object | string): Promise<string> {
    const file = join(folder, name)
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    return file
  }

  /** Component type, platform, labels and images of each build. */
  async function buildsOf(bucket: string, fingerprint: string): Promise<unknown> {
    const version = await versionOf(inBucket(registry.admin, bucket), fingerprint)
    assert.equal(version.name, 'v1')
    return (version.builds as Json[])
      .map(({ component_type: type, platform, labels, artifacts }) => [
        type,
        platform,
        labels,
        (artifacts as Json[]).map(({ region, external_identifier: id }) => `${region} ${id}`),
      ])
      .toSorted(([one], [two]) => String(one).localeCompare(String(two)))
  }

  test('a compose of osbuild-composer, with its metadata, is a build for each image and platform', async (t) => {
    const signed = 'https://s3.example/bucket/disk.qcow2?X-Amz-Signature=secret'
    const status = await inFile(
      'status.json',
      compose(
        made(
          upload('aws', { ami: 'ami-1', region: 'eu-west-1' }),
          upload('aws', { ami: 'ami-2', region: 'us-east-1' }),
          upload('gcp', { project_id: 'golden', image_name: 'rhel' }),
        ),
        made(upload('aws.s3', { url: signed })),
      ),
    )
    const line = `publish --bucket rhel --osbuild ${status} ${await inFile('metadata.json', metadata('aws', 'guest-image'))}`
    assert.match(await assay.says(t, line), new RegExp(`^Published rhel@v1 \\(${COMPOSE}\\): aws eu-west-1 ami-1, `))
    const labels = { distribution: 'rhel-10', architecture: 'x86_64', image_type: 'aws' }
    assert.deepEqual(await buildsOf('rhel', COMPOSE), [
      ['osbuild.aws', 'aws', labels, ['eu-west-1 ami-1', 'us-east-1 ami-2']],
      ['osbuild.aws-2', 'gce', labels, ['global projects/golden/global/images/rhel']],
      [
        'osbuild.guest-image',
        'qemu',
        { ...labels, image_type: 'guest-image' },
        ['s3.example https://s3.example/bucket/disk.qcow2'],
      ],
    ])
    assert.match(await assay.says(t, line), /was published already/)
  })

  test('a compose without metadata, and one of the service of Red Hat, which has no id', async (t) => {
    const only = {
      id: COMPOSE,
      image_status: { status: 'success', upload_status: upload('aws', { ami: 'ami-1', region: 'eu' }) },
    }
    await assay.says(t, `publish --bucket bare --osbuild ${await inFile('bare.json', only)}`)
    assert.deepEqual(await buildsOf('bare', COMPOSE), [['osbuild.aws', 'aws', {}, ['eu ami-1']]])
    const hosted = { image_status: made(upload('azure', { image_name: 'rhel' })), request: request('azure') }
    const file = await inFile('hosted.json', hosted)
    const fingerprint = (
      await assay.says(t, `publish --bucket hosted --region westeurope -o name --osbuild ${file}`)
    ).trim()
    assert.match(fingerprint, /^[0-9a-f]{40}$/)
    const labels = { distribution: 'rhel-10', architecture: 'x86_64', image_type: 'azure' }
    assert.deepEqual(await buildsOf('hosted', fingerprint), [['osbuild.azure', 'azure', labels, ['westeurope rhel']]])
  })

  test('an image of EC2 Image Builder is the same version however it is told of', async (t) => {
    const told = JSON.stringify(image)
    const files = [
      await inFile('get-image.json', { requestId: 'r', image }),
      await inFile('topic.json', told),
      await inFile('sns.json', { Type: 'Notification', TopicArn: 'arn', Message: told }),
      await inFile('function.json', { Records: [{ EventSource: 'aws:sns', Sns: { Message: told } }] }),
    ]
    const fingerprint = createHash('sha256').update(ARN).digest('hex').slice(0, 40)
    for (const file of files)
      assert.equal(await assay.says(t, `publish --bucket linux -o name --image-builder ${file}`), `${fingerprint}\n`)
    const labels = { image_builder_arn: ARN, os_version: 'Amazon Linux 2023' }
    assert.deepEqual(await buildsOf('linux', fingerprint), [
      ['imagebuilder.example-linux-image', 'aws', labels, ['us-west-1 ami-01a23bc4def5a6789', 'us-west-2 ami-02']],
      ['imagebuilder.example-linux-image-210987654321', 'aws', labels, ['us-west-2 ami-03']],
    ])
  })

  test('an image of a registry of containers is found by what it is pulled by, for each platform of its index', async (t) => {
    const digest = digestOf(INDEX)
    const index = await inFile('index.json', `${INDEX}\n`)
    const said = `publish --bucket web --channel test --oci ${NAME}:latest@${digest} --oci-index ${index}`
    assert.match(await assay.says(t, said), /^Published web@v1 /)
    const fingerprint = digest.slice(7, 47)
    assert.deepEqual(await buildsOf('web', fingerprint), [
      ['oci', 'docker', {}, [`registry.example:5000 ${NAME}@${digest}`]],
      [
        'oci.linux-amd64',
        'docker',
        { os: 'linux', architecture: 'amd64' },
        [`registry.example:5000 ${NAME}@${digestOf('amd64')}`],
      ],
      [
        'oci.linux-arm64-v8',
        'docker',
        { os: 'linux', architecture: 'arm64' },
        [`registry.example:5000 ${NAME}@${digestOf('arm64')}`],
      ],
    ])
    const url = await assay.says(t, 'artifact url web@test --component-type oci.linux-amd64')
    assert.equal(url, `${NAME}@${digestOf('amd64')}\n`)
    assert.equal(
      await assay.says(t, `publish --bucket single -o name --oci ${NAME}@${digest} --component app`),
      `${fingerprint}\n`,
    )
    assert.deepEqual(await buildsOf('single', fingerprint), [
      ['app', 'docker', {}, [`registry.example:5000 ${NAME}@${digest}`]],
    ])
  })

  test('what is not whole, not done or not understood is said, and nothing is published of it', async (t) => {
    const file = inFile
    const cut = JSON.stringify({ image }).slice(0, -30)
    const failed = { ...image, state: { status: 'FAILED', reason: 'A test ended with 1' } }
    const index = await file('index.json', INDEX)
    const layout = { schemaVersion: 2, manifests: [{ digest: digestOf('x'), annotations: {} }] }
    const building = { id: COMPOSE, image_status: { status: 'building' } }
    const broken = { status: 'failure', error: { id: 10, reason: 'osbuild build failed' } }
    const local = compose(made(upload('local', { artifact_path: '/out/disk.raw' })))
    const whole = await file('whole.json', { image })
    const unplaced = { ...image, outputResources: { containers: [{ region: '', imageUris: ['web:1'] }] } }
    const unnamed = { ...image, outputResources: { containers: [{ region: 'eu', imageUris: ['web:1', null] }] } }
    for (const [words, said] of [
      [
        `--osbuild ${await file('1', building)}`,
        'image 1 of the compose is not built: its status is "building". Publish it once',
      ],
      [`--osbuild ${await file('2', compose(broken))}`, 'is "failure", because osbuild build failed. Compose it again'],
      [`--osbuild ${await file('3', metadata('aws'))}`, 'image_status is missing'],
      [
        `--osbuild ${await file('4', compose(made()))} ${await file('5', { ...metadata('aws'), id: 'other' })}`,
        'belong to different composes',
      ],
      [`--osbuild ${await file('6', compose(made()))}`, 'was not uploaded: upload it, or name it with --artifact'],
      [
        `--osbuild ${await file('7', compose(made(upload('aws', { ami: 'a' }))))}`,
        'the upload_status of the compose has no region',
      ],
      [`--osbuild ${await file('8', compose(made(upload('moon', {}))))}`, 'uploaded to "moon", which is not supported'],
      [
        `--image-builder ${whole} --region eu`,
        '--region eu: the file names the regions of its images, us-west-1, us-west-2.',
      ],
      [
        `--image-builder ${whole} --component app`,
        '--component needs --artifact or --oci: the file names its builds itself',
      ],
      [`--osbuild ${await file('18', compose(made()))} --component app`, '--component needs --artifact or --oci'],
      [`--image-builder ${await file('16', unplaced)}`, 'outputResources.containers[0] of arn:'],
      [`--image-builder ${await file('17', unnamed)}`, 'outputResources.containers[0] of arn:'],
      [`--osbuild ${await file('9', local)}`, 'has no known platform: add --platform'],
      [`--image-builder ${await file('10', cut)}`, 'is not complete JSON: '],
      [
        `--image-builder ${await file('11', { image: failed })}`,
        'is FAILED, because A test ended with 1: publish it once',
      ],
      [`--image-builder ${await file('12', { image: { ...image, outputResources: {} } })}`, 'has no outputResources'],
      [`--image-builder ${await file('13', { Message: '{"arn":' })}`, 'is not complete JSON'],
      [
        `--oci ${NAME}:latest`,
        `a tag can move. Use the digest, ${NAME}@sha256:..., which docker buildx imagetools inspect`,
      ],
      [`--oci https://${NAME}@${digestOf('x')}`, `starts with https://: use --oci ${NAME}@sha256:`],
      [`--oci docker://${NAME}@${digestOf('x')}`, `starts with docker://: use --oci ${NAME}@sha256:`],
      [
        `--oci reg.example/@${digestOf('x')}`,
        '"reg.example/" is not an image name, REGISTRY/NAME in lowercase letters',
      ],
      [`--oci reg.example/X@${digestOf('x')}`, '"reg.example/X" is not an image name'],
      [`--oci reg.example/x/\ty@${digestOf('x')}`, '"reg.example/x/\\ty" is not an image name'],
      [`--oci reg.example//x@${digestOf('x')}`, '"reg.example//x" is not an image name'],
      [`--oci web@${digestOf('x')}`, 'names no registry: use its full name, as in docker.io/library/web@'],
      [`--oci ${NAME}@sha256:12`, 'has no digest, "sha256:" and 64 hex digits'],
      [
        `--oci ${NAME}@${digestOf('x')} --oci-index ${index}`,
        `has the digest ${digestOf(INDEX)}, not ${digestOf('x')}: write it again`,
      ],
      [
        `--oci ${NAME} --oci-index ${await file('14', layout)}`,
        'lists no image of a platform: if it is the index.json of an OCI layout',
      ],
      [`--oci ${NAME} --oci-index ${await file('15', { config: {}, layers: [] })}`, 'omit --oci-index'],
      [
        `--oci-index ${index}`,
        'name what to publish with one of --manifest, --osbuild, --image-builder, --oci, --artifact',
      ],
      [`--manifest ${index} --oci-index ${index}`, '--oci-index needs --oci'],
    ] as const) {
      const { code, stderr } = await assay.run(t, `publish --bucket nothing ${words}`)
      assert.equal(code, 2, stderr)
      assert.ok(stderr.includes(said), stderr)
    }
    assert.equal((await assay.run(t, 'bucket show nothing')).code, 5)
  })
})
