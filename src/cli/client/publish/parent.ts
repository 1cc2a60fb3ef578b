import type { ClientContext } from '../client-command.ts'
import { findPlacedVersion } from '../registry/reference.ts'
import { statusText } from '../registry/version-status.ts'

/** The parent of a build, as Packer sends it. */
export interface BuildParent {
  readonly parent_version_id: string
  /** Set if the parent was found through a channel, which later shows whether there is a newer one. */
  readonly parent_channel_id?: string
  /** The image itself, if the parent has exactly one on the platform. */
  readonly source_external_identifier?: string
}

/** Returns a function from the platform of a build to its parent. Throws `ClientFailure` if there is no such version. */
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
