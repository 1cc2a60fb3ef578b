// A database without what is deleted but not yet purged: the rows of a deleted bucket are purged later, and a kill may come
// before. Those rows are left out, and so are the promises to purge them.
import type { Tables } from './account.ts'

type Row = Tables[string][number]

/** For each table, in order, the columns that refer to the rows with which its own rows are deleted. */
const GOES_WITH = {
  version: ['bucket_id'],
  build: ['version_id'],
  artifact: ['build_id'],
  sbom: ['build_id'],
  channel: ['bucket_id'],
  channel_assignment: ['channel_id'],
  version_edge: ['child_bucket_id', 'parent_bucket_id'],
  inherited_revocation: ['version_id'],
  mark: ['subject'],
} as const

export function livingIn(tables: Tables): Tables {
  const isGone = new Set<unknown>()
  const left: Record<string, readonly Row[]> = { ...tables }
  const keep = (table: string, isKept: (row: Row) => boolean) => {
    const rows = tables[table] ?? []
    left[table] = rows.filter(isKept)
    for (const row of rows) if (!isKept(row)) isGone.add(row['id'])
  }
  keep('bucket', ({ deleted_at }) => deleted_at === null)
  for (const [table, columns] of Object.entries(GOES_WITH))
    keep(table, (row) => columns.every((column) => !isGone.has(row[column])))

  // A revocation outlives its version while heirs inherit it.
  const versions = new Set(left['version']?.map(({ id }) => id))
  const inherited = new Set(left['inherited_revocation']?.map(({ revocation_id }) => revocation_id))
  keep('revocation', ({ id, version_id }) => versions.has(version_id) || inherited.has(id))
  const subjects = new Set([...versions, ...(left['revocation'] ?? []).map(({ id }) => id)])
  keep('job', ({ subject }) => subjects.has(subject))
  return left
}
