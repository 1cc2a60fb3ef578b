import type { SelectQueryBuilder } from 'kysely'

/** How many rows there are. Some drivers answer with text, because a count may be larger than a number is exact. */
export async function countOf<DB, TB extends keyof DB>(query: SelectQueryBuilder<DB, TB, object>): Promise<number> {
  const [row] = await query.select(({ fn }) => fn.countAll().as('count')).execute()
  return Number((row as { readonly count: string | number | bigint } | undefined)?.count ?? 0)
}
