import type { ClientContext } from '../client-command.ts'
import { findPlacedVersion } from '../registry/reference.ts'
import { statusText } from '../registry/version-status.ts'

/** What a build is built from, as Packer sends it. */
export interface BuildParent {
  readonly parent_version_id: string
  /** Where it was found through a channel: that tells later whether there is a newer one. */
  readonly parent_channel_id?: string
  /** The image itself, where the parent has one alone on the platform. */
  readonly source_external_identifier?: string
}

/** Answers what a build of a platform has as its parent. Throws `ClientFailure` where there is no such version. */
export async function parentOf(
  { client, output, now }: ClientContext,
  reference: string,
): Promise<(platform: string) => BuildParent> {
  const { version, channel } = await findPlacedVersion(client, reference)
  if (version.status === 'VERSION_REVOKED')
    output.note(
      `${reference} is ${version.name}, ${statusText(version, now)}: what is built from it is revoked with it`,
    )
  return (platform) => {
    const [image, ...others] = version.builds
      .filter((build) => build.platform === platform)
      .flatMap(({ artifacts }) => artifacts)
    return {
      parent_version_id: version.id,
      ...(channel !== null && { parent_channel_id: channel.id }),
      ...(image !== undefined && others.length === 0 && { source_external_identifier: image.external_identifier }),
    }
  }
}
