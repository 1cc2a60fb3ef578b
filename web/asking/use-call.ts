import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { registryClient } from './registry-client.ts'
import type { OperationName } from './use-answer.ts'

/** Calls an operation on demand, for the user who has pressed a button only. It changes nothing. */
export const useCall = <Name extends OperationName>(
  name: Name,
): UseMutationResult<Answer<Operations[Name]>, Error, Asked<Operations[Name]>> =>
  useMutation({ mutationFn: (request: Asked<Operations[Name]>) => registryClient.call(name, request) })
