import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { registryClient } from './registry-client.ts'
import type { OperationName } from './use-answer.ts'

interface Changing {
  /** For a response with a secret: it is dropped with the component that shows it, or when that resets it. */
  readonly isForgotten?: boolean
  /** Whether the change deletes what the page shows, so that the user leaves the page. */
  readonly endsPage?: boolean
  /** A check before the request. When it throws, nothing is changed. */
  readonly before?: () => Promise<void>
}

/**
 * Calls an operation that changes something. Everything on the page is refetched afterwards, because only the server knows what else has
 * changed. The change is complete before the new data has arrived, so nobody waits for it.
 */
export function useChange<Name extends OperationName>(
  name: Name,
  { isForgotten = false, endsPage = false, before }: Changing = {},
): UseMutationResult<Answer<Operations[Name]>, Error, Asked<Operations[Name]>> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (request: Asked<Operations[Name]>) => {
      await before?.()
      return registryClient.call(name, request)
    },
    onSettled(_answer, error) {
      const isLeft = endsPage && error === null
      // A page that is about to close would refetch what is gone, and the next page would show cached lists that still have it.
      if (isLeft) queries.removeQueries({ type: 'inactive' })
      void queries.invalidateQueries(isLeft ? { refetchType: 'none' } : {})
    },
    ...(isForgotten && { gcTime: 0 }),
  })
}
