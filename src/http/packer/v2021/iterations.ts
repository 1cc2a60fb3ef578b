import { authorize } from '../../../domain/authorize.ts'
import type { VersionSummary } from '../../../domain/catalog/revocation/revocation.ts'
import { createVersion } from '../../../domain/catalog/version/create-version.ts'
import { deleteVersion } from '../../../domain/catalog/version/delete-version.ts'
import { getVersion, outlineVersions } from '../../../domain/catalog/version/get-version.ts'
import { updateVersion } from '../../../domain/catalog/version/update-version.ts'
import type { VersionOrderField } from '../../../domain/catalog/version/version-store.ts'
import { isComplete, type Version, type VersionOutline } from '../../../domain/catalog/version/version.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { operationOut } from '../../platform/operation/index.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { type View, viewOf } from '../../wire/view.ts'
import { templateTypeIn, templateTypeOut, versionChange } from '../version-change.ts'
import { iterationHref } from './addresses.ts'
import { buildOut, buildStatusOut } from './builds.ts'
import { bucketRef, rethrowAsIteration, iterationByKey, iterationRef } from './iteration-ref.ts'
import type { HandlersOf, Out } from './messages.ts'

/** The version's number, which this API sends as 0 until the version is complete. */
export const incrementalVersion = ({ sequence }: Pick<Version, 'sequence'>): number => sequence ?? 0

const revokedAncestorOut = (ancestor: VersionSummary, view: View): Out<'RevokedAncestor'> => ({
  bucket_slug: ancestor.bucketName,
  href: iterationHref(view, ancestor.bucketName, ancestor.id),
  iteration_id: ancestor.id,
  iteration_fingerprint: ancestor.fingerprint,
  iteration_incremental_version: incrementalVersion(ancestor),
})

function revocationTypeOf({ revocation }: VersionOutline): Out<'Iteration.RevocationType'> {
  if (revocation === null) return 'UNSET'
  return revocation.inheritedFrom === null ? 'MANUAL' : 'INHERITED'
}

/** The fields that every form of an iteration has. */
export function iterationSummaryOut(version: VersionOutline, view: View) {
  const { revocation } = version
  const ancestor = revocation?.inheritedFrom ?? null
  return {
    id: version.id,
    bucket_slug: version.bucketName,
    fingerprint: version.fingerprint,
    incremental_version: incrementalVersion(version),
    complete: isComplete(version),
    author_id: version.authorId,
    iteration_ancestor_id: version.parents[0]?.versionId ?? '',
    revoke_at: revocation?.at ?? null,
    revocation_type: revocationTypeOf(version),
    revocation_author: revocation?.author ?? '',
    revocation_message: revocation?.message ?? '',
    revocation_inherited_from: ancestor && revokedAncestorOut(ancestor, view),
    created_at: version.createdAt,
    updated_at: version.updatedAt,
  }
}

export const iterationOut = (version: Version, view: View): Out<'Iteration'> => ({
  ...iterationSummaryOut(version, view),
  builds: version.builds.map(buildOut),
  has_descendants: version.hasDescendants,
  template_type: templateTypeOut[version.templateType],
})

const listedOut = (version: VersionOutline, view: View): Out<'IterationforList'> => ({
  ...iterationSummaryOut(version, view),
  has_descendants: version.hasDescendants,
  build_statuses: Object.fromEntries(
    version.builds.map((build) => [build.componentType, buildStatusOut[build.status]]),
  ),
})

const newestFirst: Paging<VersionOrderField> = {
  fields: { created_at: 'createdAt', updated_at: 'updatedAt', incremental_version: 'sequence' },
  order: [{ field: 'createdAt', descending: true }],
}

export const iterationHandlers = {
  async PackerService_CreateIteration({ params, body }, context) {
    const version = await createVersion(context, {
      ...bucketRef(params),
      fingerprint: body.fingerprint ?? '',
      templateType: templateTypeIn[body.template_type ?? 'TEMPLATE_TYPE_UNSET'],
    })
    return { iteration: iterationOut(version, viewOf(params, context)) }
  },
  async PackerService_GetIteration({ params, query }, context) {
    const place = bucketRef(params)
    authorize(context, 'version.get', place)
    const ref = await iterationByKey(context, place, query)
    if (!ref) throw invalidArgument('fingerprint', 'or iteration_id or incremental_version is required')
    const version = await getVersion(context, ref).catch(rethrowAsIteration(ref.fingerprint))
    return { iteration: iterationOut(version, viewOf(params, context)) }
  },
  async PackerService_ListIterations({ params, query }, context) {
    const page = pageRequest(query, newestFirst)
    const found = await outlineVersions(context, { ...bucketRef(params), page })
    const view = viewOf(params, context)
    return {
      iterations: streamOut(found.items, (version) => listedOut(version, view)),
      pagination: paginationOut(page, found),
    }
  },
  async PackerService_UpdateIteration({ params, body }, context) {
    const ref = await iterationRef(params, body.bucket_slug ?? '', context)
    const change = versionChange(body, body.rollback_channels === true)
    const { version, operation } = await updateVersion(context, { ...ref, change })
    const view = viewOf(params, context)
    return { iteration: iterationOut(version, view), operation: operation && operationOut(operation, view.location) }
  },
  async PackerService_DeleteIteration({ params, query }, context) {
    const ref = await iterationRef(params, query.bucket_slug ?? '', context)
    await deleteVersion(context, { ...ref, rollbackChannels: query.rollback_channels ?? false })
    return {}
  },
} satisfies HandlersOf<'CreateIteration' | 'GetIteration' | 'ListIterations' | 'UpdateIteration' | 'DeleteIteration'>
