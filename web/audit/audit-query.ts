// Reads from the address which entries of the audit log to show, and requests them.
import { useSearchParams } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { inProject, type Project } from '../asking/place.ts'
import { useFound } from '../asking/use-found.ts'
import { usePageQuery } from '../parts/page-turns.tsx'
import { kindsOf } from './audit-kinds.ts'

/** The audit log that is shown: that of a project, or that of the organization with all its projects. */
export type AuditPlace =
  | { readonly project: Project; readonly organizationId: string }
  | { readonly project: null; readonly organizationId: string }

export type AuditEntry = Answer<Operations['AssayService_ListAuditEntries']>['entries'][number]

/** The query parameters of the filters in the address. */
export const FILTERS = ['from', 'to', 'actor', 'bucket', 'kind', 'action', 'status', 'q'] as const

const PAGE_SIZE = 50

/** The filters as the operations take them. */
export function useAuditFilters() {
  const [search] = useSearchParams()
  const given = (name: (typeof FILTERS)[number], parameter: string) => {
    const value = search.get(name)
    return value === null ? {} : { [parameter]: value }
  }
  const status = search.get('status')
  const action = search.get('action')
  return {
    ...given('from', 'from'),
    ...given('to', 'to'),
    ...given('actor', 'actor_id'),
    ...given('q', 'q'),
    ...(status !== null && { status: status as AuditEntry['status'] }),
    ...(action !== null && { action: [action] }),
    kind: kindsOf(search.get('kind')),
  }
}

/** A filter that only a project's log has. */
function useBucketFilter() {
  const [search] = useSearchParams()
  const bucket = search.get('bucket')
  return bucket === null ? {} : { bucket_name: bucket }
}

/** One page of entries. */
export function useAuditEntries({ project, organizationId }: AuditPlace) {
  const query = { ...useAuditFilters(), ...usePageQuery(PAGE_SIZE) }
  const ofBucket = useBucketFilter()
  const ofProject = useFound(
    'AssayService_ListAuditEntries',
    { params: inProject(project ?? { id: '', organizationId }), query: { ...query, ...ofBucket } },
    { isEmpty, when: project !== null },
  )
  const ofAll = useFound(
    'AssayService_ListOrganizationAuditEntries',
    { params: { organization_id: organizationId }, query },
    { isEmpty, when: project === null },
  )
  return project === null ? ofAll : ofProject
}

const isEmpty = ({ entries }: { readonly entries: readonly unknown[] }) => entries.length === 0

/** The export of all entries that match, as lines. */
export function useAuditExport({ project, organizationId }: AuditPlace) {
  const query = useAuditFilters()
  const ofBucket = useBucketFilter()
  return project === null
    ? {
        operation: 'AssayService_ExportOrganizationAuditEntries' as const,
        request: { params: { organization_id: organizationId }, query },
      }
    : {
        operation: 'AssayService_ExportAuditEntries' as const,
        request: { params: inProject(project), query: { ...query, ...ofBucket } },
      }
}
