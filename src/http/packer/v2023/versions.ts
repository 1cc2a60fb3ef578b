import { worstStatus } from '../../../domain/catalog/ancestry/ancestry.ts'
import type { VersionSummary } from '../../../domain/catalog/revocation/revocation.ts'
import { createVersion } from '../../../domain/catalog/version/create-version.ts'
import { deleteVersion } from '../../../domain/catalog/version/delete-version.ts'
import { getVersion, listVersions } from '../../../domain/catalog/version/get-version.ts'
import { updateVersion } from '../../../domain/catalog/version/update-version.ts'
import type { VersionOrderField } from '../../../domain/catalog/version/version-store.ts'
import { nameOf, statusOf, type Version, type VersionOutline } from '../../../domain/catalog/version/version.ts'
import { operationOut } from '../../platform/operation/index.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { type View, viewOf } from '../../wire/view.ts'
import { ancestryStatusOut } from '../ancestry.ts'
import { templateTypeIn, templateTypeOut, versionChange } from '../version-change.ts'
import { versionStatusOut } from '../version-status.ts'
import { versionHref, versionParentsHref } from './addresses.ts'
import { bucketRef, buildOut, versionRef } from './builds.ts'
import type { HandlersOf, Out } from './messages.ts'

const revocationTypeOf = ({ revocation }: VersionOutline): Out<'RevocationType'> => {
  if (revocation === null) return 'REVOCATION_TYPE_UNSET'
  return revocation.inheritedFrom === null ? 'MANUAL' : 'INHERITED'
}

const revokedAncestorOut = (ancestor: VersionSummary, view: View): Out<'RevokedAncestor'> => ({
  bucket_name: ancestor.bucketName,
  version_id: ancestor.id,
  version_fingerprint: ancestor.fingerprint,
  version_name: nameOf(ancestor),
  href: versionHref(view, ancestor.bucketName, ancestor.fingerprint),
})

/** The revocation fields of a message; unset ones are null or empty, never left out. */
export function revocationOut(version: VersionOutline, view: View) {
  const { revocation } = version
  const ancestor = revocation?.inheritedFrom ?? null
  return {
    revoke_at: revocation?.at ?? null,
    revocation_type: revocationTypeOf(version),
    revocation_author: revocation?.author ?? '',
    revocation_message: revocation?.message ?? '',
    revocation_inherited_from: ancestor && revokedAncestorOut(ancestor, view),
  }
}

export const versionOut = (version: Version, view: View): Out<'Version'> => ({
  ...versionFacts(version, view),
  builds: version.builds.map(buildOut),
})

/** A version without its builds. */
export function versionFacts(version: VersionOutline, view: View): Omit<Out<'Version'>, 'builds'> {
  const parents = worstStatus(version.parents)
  return {
    id: version.id,
    bucket_name: version.bucketName,
    name: nameOf(version),
    fingerprint: version.fingerprint,
    status: versionStatusOut[statusOf(version, view.now)],
    template_type: templateTypeOut[version.templateType],
    author_id: version.authorId,
    has_descendants: version.hasDescendants,
    parents: parents && {
      href: versionParentsHref(view, version.bucketName, version.fingerprint),
      status: ancestryStatusOut[parents],
    },
    ...revocationOut(version, view),
    created_at: version.createdAt,
    updated_at: version.updatedAt,
  }
}

// Newest first, because scripts request a page of one version to get the newest.
const newestFirst: Paging<VersionOrderField> = {
  fields: { created_at: 'createdAt', updated_at: 'updatedAt', name: 'sequence' },
  order: [{ field: 'createdAt', descending: true }],
}

export const versionHandlers = {
  async PackerService_CreateVersion({ params, body }, context) {
    const version = await createVersion(context, {
      ...bucketRef(params),
      fingerprint: body.fingerprint ?? '',
      templateType: templateTypeIn[body.template_type ?? 'TEMPLATE_TYPE_UNSET'],
    })
    return { version: versionOut(version, viewOf(params, context)) }
  },
  async PackerService_GetVersion({ params }, context) {
    return { version: versionOut(await getVersion(context, versionRef(params)), viewOf(params, context)) }
  },
  async PackerService_ListVersions({ params, query }, context) {
    const view = viewOf(params, context)
    const page = pageRequest(query, newestFirst)
    const found = await listVersions(context, { ...bucketRef(params), page })
    return {
      versions: streamOut(found.items, (version) => versionOut(version, view)),
      pagination: paginationOut(page, found),
    }
  },
  async PackerService_UpdateVersion({ params, body }, context) {
    const change = versionChange(body, body.disable_rollback_channels !== true)
    const { version, operation } = await updateVersion(context, { ...versionRef(params), change })
    // Takes the time only now: by a time before the update, a revocation that has just taken effect would still be in the future.
    const view = viewOf(params, context)
    return { version: versionOut(version, view), operation: operation && operationOut(operation, view.location) }
  },
  async PackerService_DeleteVersion({ params, query }, context) {
    await deleteVersion(context, { ...versionRef(params), rollbackChannels: query.rollback_channels ?? false })
    return {}
  },
} satisfies HandlersOf<'CreateVersion' | 'GetVersion' | 'ListVersions' | 'UpdateVersion' | 'DeleteVersion'>
