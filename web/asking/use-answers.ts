import { useQueries } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { registryClient } from './registry-client.ts'
import { OFTEN, type OperationName, usePace } from './use-answer.ts'

export interface Answers<Name extends OperationName> {
  /** In the order of the requests; undefined until all have arrived. */
  readonly data: readonly Answer<Operations[Name]>[] | undefined
  /** The responses that have arrived, at the indices of their requests. */
  readonly partial: readonly (Answer<Operations[Name]> | undefined)[]
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Calls the same operation for several things at once, such as every project. Each response is shared with `useAnswer`. */
export function useAnswers<Name extends OperationName>(
  name: Name,
  requests: readonly Asked<Operations[Name]>[],
  { again = OFTEN }: { readonly again?: number } = {},
): Answers<Name> {
  const pace = usePace(again)
  const found = useQueries({
    queries: requests.map((request) => ({
      queryKey: [name, request],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => registryClient.call(name, request, { signal }),
      refetchInterval: pace,
    })),
  })
  const partial = found.map((answer) => answer.data)
  const data = partial.filter((answer) => answer !== undefined)
  return {
    partial,
    data: data.length === requests.length ? data : undefined,
    error: found.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => Promise.all(found.map((answer) => answer.refetch())),
  }
}
