// The one route of a short-lived API that exactly one release of the Terraform provider (0.112.0) calls.
import type { Operations } from '../../../contract/generated/packer-2022-12-02.ts'
import { findArtifactByLabels } from '../../../domain/catalog/channel/find-artifact-by-labels.ts'
import { nameOf } from '../../../domain/catalog/version/version.ts'
import type { Api } from '../../binding/api.ts'
import type { Handlers } from '../../binding/handler.ts'
import { locationOf } from '../../wire/view.ts'

const handlers = {
  async PackerService_SearchByLabels({ params, body }, context) {
    const { version, build, artifacts } = await findArtifactByLabels(context, {
      location: locationOf(params),
      bucketName: params.bucket_name,
      name: params.channel_name,
      labels: body.labels ?? {},
      platform: body.cloud_provider ?? '',
      region: body.region ?? '',
    })
    return {
      artifact: {
        bucket: { id: version.bucketId, name: version.bucketName },
        version: {
          id: version.id,
          name: nameOf(version),
          fingerprint: version.fingerprint,
          revoke_at: version.revocation?.at ?? null,
        },
        build: {
          id: build.id,
          version_id: build.versionId,
          component_type: build.componentType,
          packer_run_uuid: build.packerRunUuid,
          platform: build.platform,
          labels: build.labels,
          artifacts: artifacts.map(({ id, externalIdentifier, region }) => ({
            id,
            external_identifier: externalIdentifier,
            region,
          })),
        },
      },
    }
  },
} satisfies Handlers<Operations, keyof Operations>

export const packer2022 = { handlers, searches: ['PackerService_SearchByLabels'] } as const satisfies Partial<
  Api<keyof Operations>
>
