// `assay publish`: registers images that were built elsewhere, by whatever built them, as Packer would have.
import type { Command } from 'commander'
import type { ClientContext, DeclaredVerb } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { labelsIn } from '../registry/labels-in.ts'
import { versionText } from '../registry/version-status.ts'
import { assignChannels, requireOwnChannels } from './assign-channels.ts'
import { fingerprintOf, imageText, type Publication, runOf } from './publication.ts'
import { registerVersion } from './register-version.ts'
import { sbomsFor } from './sboms-for.ts'
import type { FoundWork, SaidOfImages } from './found-work/found-work.ts'
import { packerManifest } from './found-work/packer-manifest.ts'
import { saidImages } from './found-work/said-images.ts'

interface PublishOptions extends SaidOfImages {
  readonly bucket: string
  readonly manifest?: string
  readonly artifact?: readonly string[]
  readonly fingerprint?: string
  readonly label?: readonly string[]
  readonly sbom?: readonly string[]
  readonly channel?: readonly string[]
}

export const publishVerb: DeclaredVerb = {
  kind: 'asks',
  words: '',
  examples: [
    'assay publish --bucket ubuntu --manifest packer-manifest.json --channel test',
    'assay publish --bucket ubuntu --platform aws --region eu-west-1 --artifact ami-0abc --fingerprint 01PUBLISHED --sbom sbom.json',
  ],
  options: publishOptions,
  run: publish,
}

function publishOptions(command: Command): void {
  command
    .requiredOption('--bucket <bucket>', 'where the version belongs; made where it is missing')
    .option('--manifest <file>', "the builds of the last run in a manifest of Packer's post-processor manifest")
    .option('--artifact <id...>', 'an image, by its id in --region or as REGION=ID; may be repeated')
    .option('--platform <name>', 'aws, azure, gce, qemu ... (a manifest tells it of most builders)')
    .option('--region <region>', 'where the images are, if that is not told')
    .option('--component <type>', 'what the build is called with --artifact (default: the platform)')
    .option(
      '--fingerprint <fingerprint>',
      'of the version (default: the run of the manifest, else made from the images)',
    )
    .option('--label <key=value...>', 'a label of all builds; may be repeated')
    .option('--sbom <file...>', 'an SBOM, CycloneDX or SPDX as JSON; COMPONENT=FILE where there are several builds')
    .option(
      '--channel <name...>',
      'point this channel at the version, and make it where it is missing; may be repeated',
    )
}

async function publish(context: ClientContext, command: Command): Promise<void> {
  const options = command.opts<PublishOptions>()
  const { channel: channels = [] } = options
  requireOwnChannels(channels)
  const publication = await publicationOf(options)
  const { version, isKnown } = await registerVersion(context, publication)
  const moves = await assignChannels(context, version, channels)
  const name = `${publication.bucket}@${versionText(version)}`
  const images = publication.builds.flatMap(({ platform, artifacts }) =>
    artifacts.map((artifact) => `${platform} ${imageText(artifact)}`),
  )
  const done = isKnown ? `${name} was published already.` : `Published ${name}: ${images.join(', ')}.`
  await context.output.changed(version, {
    sentence: [done, ...moves].join(' '),
    name: ({ fingerprint }) => fingerprint,
  })
}

async function publicationOf(options: PublishOptions): Promise<Publication> {
  const { bucket, label = [], sbom = [], fingerprint: said } = options
  const found = await foundWork(options)
  const fingerprint = fingerprintOf(found, said)
  const labels = labelsIn(label)
  const sboms = await sbomsFor(found.builds, sbom)
  const builds = found.builds.map((build) => ({ ...build, labels, sboms: sboms.get(build.componentType) ?? [] }))
  return { bucket, fingerprint, run: runOf(found, fingerprint), builds }
}

function foundWork({ manifest, artifact, ...said }: PublishOptions): Promise<FoundWork> | FoundWork {
  if (manifest !== undefined && artifact === undefined) return packerManifest(manifest, said)
  if (artifact !== undefined && manifest === undefined) return saidImages(artifact, said)
  throw usage('say what to publish, by one of --manifest and --artifact')
}
