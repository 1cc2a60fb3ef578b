// The relations of a registry: page by page to list them, and as many as is sensible to follow them.
import { inProject, type Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { usePageQuery } from '../parts/page-turns.tsx'
import { type Relation, relationsOfRegistry } from './relation.ts'

/** As many lines as a reader can follow. Beyond that the table is better. */
export const DRAWN = 300
const PAGE = 1000
const MINUTE = 60_000

export function useRelationsPage(project: Project) {
  const query = usePageQuery(DRAWN)
  return useAnswer('AssayService_ListRegistryAncestry', { params: inProject(project), query })
}

/** The first three thousand relations, whether there are more, and whether some are still loading. */
export function useManyRelations(project: Project) {
  const first = useFollowing(project, '')
  const second = useFollowing(project, first.next)
  const third = useFollowing(project, second.next)
  const pages = [first, second, third]
  return {
    relations: pages.flatMap(({ relations }) => relations),
    hasMore: third.next !== undefined,
    isOnItsWay: pages.some(({ isOnItsWay }) => isOnItsWay),
    error: pages.find(({ error }) => error !== null)?.error ?? null,
  }
}

interface Following {
  readonly relations: readonly Relation[]
  /** Undefined when there is no further page. */
  readonly next: string | undefined
  readonly isOnItsWay: boolean
  readonly error: Error | null
}

function useFollowing(project: Project, token: string | undefined): Following {
  const query = { 'pagination.page_size': PAGE, 'pagination.next_page_token': token ?? '' }
  const asking = { when: token !== undefined, again: MINUTE }
  const { data, error } = useAnswer('AssayService_ListRegistryAncestry', { params: inProject(project), query }, asking)
  if (token === undefined || data === undefined)
    return { relations: [], next: undefined, isOnItsWay: token !== undefined, error }
  const next = data.pagination?.next_page_token ?? ''
  return {
    relations: relationsOfRegistry(data.relations),
    next: next === '' ? undefined : next,
    isOnItsWay: false,
    error,
  }
}
