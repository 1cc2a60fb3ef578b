import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { registryClient } from './registry-client.ts'
import type { OperationName } from './use-answer.ts'

interface Changing {
  /** Of what answers a secret: the answer goes with whatever shows it, or when that resets it. */
  readonly isForgotten?: boolean
}

/** Has an operation change something. All that is shown is asked for again then: what else it changed, the server knows. */
export function useChange<Name extends OperationName>(
  name: Name,
  { isForgotten = false }: Changing = {},
): UseMutationResult<Answer<Operations[Name]>, Error, Asked<Operations[Name]>> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: Asked<Operations[Name]>) => registryClient.call(name, request),
    onSettled: () => queries.invalidateQueries(),
    ...(isForgotten && { gcTime: 0 }),
  })
}
