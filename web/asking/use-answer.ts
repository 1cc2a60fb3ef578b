import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { useIsLive } from './live.ts'
import { registryClient } from './registry-client.ts'

export type OperationName = keyof Operations

interface Asking {
  /** False where it is not yet known what is to be asked. */
  readonly when?: boolean
  /** Milliseconds after which it is asked again, while somebody looks; never below 10,000. */
  readonly again?: number
}

/** How often what others may change is asked for again, in milliseconds, while the page is looked at. */
export const OFTEN = 15_000
/** The same while the server tells of changes by itself. */
const SELDOM = 60_000

export function usePace(again: number): number {
  const isLive = useIsLive()
  return isLive && again === OFTEN ? SELDOM : again
}

/** What an operation answers. Pages that ask for the same share one answer; after a change it is asked for again. */
export function useAnswer<Name extends OperationName>(
  name: Name,
  request: Asked<Operations[Name]>,
  { when = true, again = OFTEN }: Asking = {},
): UseQueryResult<Answer<Operations[Name]>> {
  return useQuery({
    queryKey: [name, request],
    queryFn: ({ signal }) => registryClient.call(name, request, { signal }),
    enabled: when,
    refetchInterval: usePace(again),
    // The next page of a list takes the place of the one before, rather than nothing.
    placeholderData: keepPreviousData,
  })
}
