import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { useIsLive } from './live.ts'
import { registryClient } from './registry-client.ts'

export type OperationName = keyof Operations

interface Asking {
  /** False while the request is not yet known. */
  readonly when?: boolean
  /** The interval of polling in milliseconds, while the page is visible; never below 10,000. */
  readonly again?: number
}

/** How often data that others may change is refetched, in milliseconds, while the page is visible. */
export const OFTEN = 15_000
/** The same interval while the server pushes changes. */
const SELDOM = 60_000

export function usePace(again: number): number {
  const isLive = useIsLive()
  return isLive && again === OFTEN ? SELDOM : again
}

/** The response of an operation. Components with the same request share one response, which is refetched after a change. */
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
    // The previous page of a list stays until the next has arrived.
    placeholderData: keepPreviousData,
  })
}
