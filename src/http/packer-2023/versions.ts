import { createVersion } from '../../domain/version/create-version.ts'
import { deleteVersion } from '../../domain/version/delete-version.ts'
import { getVersion, listVersions } from '../../domain/version/get-version.ts'
import { updateVersion } from '../../domain/version/update-version.ts'
import type { VersionOrderField } from '../../domain/version/version-store.ts'
import { nameOf, statusOf, type TemplateType, type Version, type VersionStatus } from '../../domain/version/version.ts'
import { locationOf } from '../handler.ts'
import { pageRequest, paginationOut, type Paging } from '../paging.ts'
import { buildOut } from './builds.ts'
import type { HandlersOf, Out } from './messages.ts'

const templateTypeIn = { TEMPLATE_TYPE_UNSET: 'unset', HCL2: 'hcl2', JSON: 'json' } as const satisfies Record<
  Out<'TemplateType'>,
  TemplateType
>
const templateTypeOut = { unset: 'TEMPLATE_TYPE_UNSET', hcl2: 'HCL2', json: 'JSON' } as const satisfies Record<
  TemplateType,
  Out<'TemplateType'>
>
const statusOut = {
  running: 'VERSION_RUNNING',
  cancelled: 'VERSION_CANCELLED',
  failed: 'VERSION_FAILED',
  incomplete: 'VERSION_INCOMPLETE',
  active: 'VERSION_ACTIVE',
} as const satisfies Record<VersionStatus, Out<'VersionStatus'>>

export function versionOut(version: Version): Out<'Version'> {
  return {
    id: version.id,
    bucket_name: version.bucketName,
    name: nameOf(version),
    fingerprint: version.fingerprint,
    status: statusOut[statusOf(version)],
    template_type: templateTypeOut[version.templateType],
    author_id: version.authorId,
    has_descendants: false,
    builds: version.builds.map(buildOut),
    parents: null,
    revoke_at: null,
    revocation_type: 'REVOCATION_TYPE_UNSET',
    revocation_author: '',
    revocation_message: '',
    revocation_inherited_from: null,
    created_at: version.createdAt,
    updated_at: version.updatedAt,
  }
}

// Scripts ask for one version to get the newest.
const newestFirst: Paging<VersionOrderField> = {
  fields: { created_at: 'createdAt', updated_at: 'updatedAt', name: 'sequence' },
  order: [{ field: 'createdAt', descending: true }],
}

export const versionHandlers = {
  async PackerService_CreateVersion({ params, body }, context) {
    const version = await createVersion(context, {
      location: locationOf(params),
      bucketName: params.bucket_name,
      fingerprint: body.fingerprint ?? '',
      templateType: templateTypeIn[body.template_type ?? 'TEMPLATE_TYPE_UNSET'],
    })
    return { version: versionOut(version) }
  },
  async PackerService_GetVersion({ params }, context) {
    const { bucket_name: bucketName, fingerprint } = params
    return { version: versionOut(await getVersion(context, { location: locationOf(params), bucketName, fingerprint })) }
  },
  async PackerService_ListVersions({ params, query }, context) {
    const page = pageRequest(query, newestFirst)
    const found = await listVersions(context, { location: locationOf(params), bucketName: params.bucket_name, page })
    return { versions: found.items.map(versionOut), pagination: paginationOut(page, found) }
  },
  async PackerService_UpdateVersion({ params, body }, context) {
    const { bucket_name: bucketName, fingerprint } = params
    const revocation = body.revoke_at !== undefined || Boolean(body.revoke_in) || body.restore === true
    const asked = { complete: body.complete === true, revocation }
    const version = await updateVersion(context, { location: locationOf(params), bucketName, fingerprint, ...asked })
    return { version: versionOut(version), operation: null }
  },
  async PackerService_DeleteVersion({ params, query }, context) {
    const { bucket_name: bucketName, fingerprint } = params
    const rollbackChannels = query.rollback_channels ?? false
    await deleteVersion(context, { location: locationOf(params), bucketName, fingerprint, rollbackChannels })
    return {}
  },
} satisfies HandlersOf<'CreateVersion' | 'GetVersion' | 'ListVersions' | 'UpdateVersion' | 'DeleteVersion'>
