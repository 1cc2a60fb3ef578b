// `assay publish`: registers images that any other program has built, as Packer would have registered them.
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
    .requiredOption('--bucket <bucket>', 'the bucket of the version; created if it is missing')
    .option(
      '--manifest <file>',
      "the builds of the last run, in a file of Packer's manifest post-processor; - reads stdin",
    )
    .option('--osbuild <file...>', 'the status of a compose of osbuild-composer, and optionally its metadata')
    .option(
      '--image-builder <file>',
      'an image of EC2 Image Builder, as aws imagebuilder get-image or SNS reports it; - reads stdin',
    )
    .option('--oci <image>', 'an image in a container registry: registry.example/name@sha256:...')
    .option('--oci-index <file>', 'the image index that --oci names; adds a build for each platform in it')
    .option('--artifact <id...>', 'an image, by its id in --region or as REGION=ID; repeatable')
    .option(
      '--platform <name>',
      'aws, azure, gce, qemu ..., if the source does not name it (a manifest does for most builders)',
    )
    .option('--region <region>', 'the region of the images, if the source does not name it')
    .option('--component <type>', 'the component type, for --artifact (default: the platform) or --oci (default: oci)')
    .option('--fingerprint <fingerprint>', 'the fingerprint (default: the run or compose, else derived from the image)')
    .option('--parent <bucket@channel>', 'the version that all images were built from; recorded as their ancestry')
    .option(
      '--git [folder]',
      'record the commit, author, branch and whether all is committed, of this folder or another',
    )
    .option('--ci', 'record the current CI job, of GitHub Actions, GitLab, Jenkins or Bitbucket')
    .option('--label <key=value...>', 'a label for all builds; repeatable')
    .option('--sbom <file...>', 'an SBOM, CycloneDX or SPDX as JSON; COMPONENT=FILE if there are several builds')
    .option('--channel <name...>', 'point this channel at the version; created if it is missing; repeatable')
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

/** Throws `ClientFailure` if channels are to point at a revoked version; without channels, prints a note. */
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
        `${platform} is not a platform that Packer's plugins are known to use: images are found only by that exact name`,
      )
}
