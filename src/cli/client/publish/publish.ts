// `assay publish`: registers images that were built elsewhere, by whatever built them, as Packer would have.
import type { Command } from 'commander'
import type { ClientContext, DeclaredVerb } from '../client-command.ts'
import { refused } from '../client-failure.ts'
import type { Version } from '../registry/reference.ts'
import { statusText, versionText } from '../registry/version-status.ts'
import { assignChannels } from './assign-channels.ts'
import { isUsualPlatform } from './found-work/found-work.ts'
import { imageText } from './publication.ts'
import { readPublication, type SaidOfPublication } from './read-publication.ts'
import { registerVersion } from './register-version.ts'
import { requireNames } from './require-names.ts'

interface PublishOptions extends SaidOfPublication {
  readonly channel?: readonly string[]
}

export const publishVerb: DeclaredVerb = {
  kind: 'asks',
  words: '',
  examples: [
    'assay publish --bucket ubuntu --manifest packer-manifest.json --channel test',
    'assay publish --bucket ubuntu --platform aws --region eu-west-1 --artifact ami-0abc --fingerprint 01PUBLISHED --sbom sbom.json',
    'assay publish --bucket rhel --osbuild compose.json --parent ubuntu@production',
    'assay publish --bucket amazon-linux --image-builder image.json',
    'assay publish --bucket web --oci registry.example/web@sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
  options: publishOptions,
  run: publish,
}

function publishOptions(command: Command): void {
  command
    .requiredOption('--bucket <bucket>', 'where the version belongs; made where it is missing')
    .option(
      '--manifest <file>',
      "the builds of the last run in a manifest of Packer's post-processor manifest; - is stdin",
    )
    .option('--osbuild <file...>', 'the status of a compose of osbuild-composer, and its metadata where that is known')
    .option(
      '--image-builder <file>',
      'an image of EC2 Image Builder, as get-image of aws prints it or SNS tells of it; - is stdin',
    )
    .option('--oci <image>', 'an image in a registry of containers: registry.example/name@sha256:...')
    .option('--oci-index <file>', 'the index that the digest of --oci is of: one build more for each platform in it')
    .option('--artifact <id...>', 'an image, by its id in --region or as REGION=ID; may be repeated')
    .option(
      '--platform <name>',
      'aws, azure, gce, qemu ..., if that is not told (a manifest tells it of most builders)',
    )
    .option('--region <region>', 'where the images are, if that is not told')
    .option('--component <type>', 'what the build is called with --artifact (default: the platform) or --oci (oci)')
    .option('--fingerprint <fingerprint>', 'of the version (default: the run or the compose, else made from the image)')
    .option('--parent <bucket@channel>', 'the version that all of it was built from, so that ancestry is known')
    .option(
      '--git [folder]',
      'tell the commit, its author and branch, and whether all is committed, of this folder or another',
    )
    .option('--ci', 'tell the job that this is: of GitHub Actions, GitLab, Jenkins or Bitbucket')
    .option('--label <key=value...>', 'a label of all builds; may be repeated')
    .option('--sbom <file...>', 'an SBOM, CycloneDX or SPDX as JSON; COMPONENT=FILE where there are several builds')
    .option(
      '--channel <name...>',
      'point this channel at the version, and make it where it is missing; may be repeated',
    )
}

async function publish(context: ClientContext, command: Command): Promise<void> {
  const options = command.opts<PublishOptions>()
  const { bucket, channel: channels = [] } = options
  requireNames(bucket, channels)
  const publication = await readPublication(context, options)
  noteUnusualPlatforms(context, publication.builds)
  const { version, isKnown } = await registerVersion(context, publication)
  if (isKnown) requireInUse(context, version, channels)
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

/** Throws `ClientFailure` where channels shall point at what is revoked; a note says so where none shall. */
function requireInUse({ output, now }: ClientContext, version: Version, channels: readonly string[]): void {
  if (version.status !== 'VERSION_REVOKED') return
  const name = `${version.bucket_name}@${version.name}`
  const said = `${name} was published already, and is ${statusText(version, now)}`
  if (channels.length > 0)
    throw refused(
      `${said}: no channel can point at it. Publish another image, or restore it (assay version restore ${name})`,
    )
  output.note(said)
}

function noteUnusualPlatforms({ output }: ClientContext, builds: readonly { readonly platform: string }[]): void {
  for (const platform of new Set(builds.map((build) => build.platform)))
    if (!isUsualPlatform(platform))
      output.note(
        `${platform} is no platform that Packer's plugins are known to use: images are found by that very word`,
      )
}
