import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { registryClient } from './registry-client.ts'
import type { OperationName } from './use-answer.ts'

interface Changing {
  /** Of what answers a secret: the answer goes with whatever shows it, or when that resets it. */
  readonly isForgotten?: boolean
  /** Whether what the page shows is gone with it, so that the page is left. */
  readonly endsPage?: boolean
  /** What is to hold when it is asked for: throws where it does not, and nothing is changed then. */
  readonly before?: () => Promise<void>
}

/**
 * Has an operation change something. All that is shown is asked for again then: what else it changed, the server knows. It is over
 * before that has arrived: what is still shown of before belongs to nobody who waits.
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
      // A page that is about to go would ask for what is gone, and the next one for what lists of before still have of it.
      if (isLeft) queries.removeQueries({ type: 'inactive' })
      void queries.invalidateQueries(isLeft ? { refetchType: 'none' } : {})
    },
    ...(isForgotten && { gcTime: 0 }),
  })
}
