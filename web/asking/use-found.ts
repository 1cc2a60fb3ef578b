// Lists that the server searches in parts. When the first part has no match, the following parts are requested too, until there is a match
// or the list ends.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import { registryClient } from './registry-client.ts'
import { type OperationName, useAnswer } from './use-answer.ts'

interface Page {
  readonly pagination: { readonly next_page_token: string; readonly previous_page_token: string } | null
  readonly searched_until: string | null
}

type SearchedName = {
  [Name in OperationName]: Answer<Operations[Name]> extends Page ? Name : never
}[OperationName]

export interface Found<Data> {
  /** A page with matches, or an empty page when there are none in that direction. Undefined until that is known. */
  readonly data: Data | undefined
  readonly isPlaceholderData: boolean
  readonly error: Error | null
  readonly refetch: () => unknown
  /** How far the server has searched while nothing has been found; otherwise null. */
  readonly lookingAt: string | null
}

interface Finding<Data> {
  readonly isEmpty: (page: Data) => boolean
  /** False while the request is not yet known. */
  readonly when?: boolean
}

export function useFound<Name extends SearchedName>(
  name: Name,
  request: Asked<Operations[Name]>,
  { isEmpty, when = true }: Finding<Answer<Operations[Name]>>,
): Found<Answer<Operations[Name]>> {
  type Data = Answer<Operations[Name]> & Page
  const answer = useAnswer(name, request, { when })
  const first = answer.isPlaceholderData ? undefined : (answer.data as Data | undefined)
  const [lookingAt, setLookingAt] = useState<string | null>(null)
  const query = (request as { readonly query?: Readonly<Record<string, unknown>> }).query ?? {}
  const isFirstPage = !(NEXT in query) && !(PREVIOUS in query)
  const direction = PREVIOUS in query ? PREVIOUS : NEXT
  const tokenOf = ({ pagination }: Data) =>
    (direction === NEXT ? pagination?.next_page_token : pagination?.previous_page_token) ?? ''
  const goesOn = (page: Data) => isEmpty(page) && tokenOf(page) !== ''
  const isUnfinished = first !== undefined && goesOn(first)
  const further = useQuery({
    // The request is not where live.ts looks for the changed project: parts without a match stay so, whatever happens now.
    queryKey: [name, 'further', request],
    enabled: isUnfinished,
    staleTime: Infinity,
    async queryFn({ signal }): Promise<Data> {
      let page = first as Data
      while (goesOn(page)) {
        setLookingAt(page.searched_until)
        const onwards = { ...request, query: { ...query, [direction]: tokenOf(page) } }
        page = await registryClient.call(name, onwards, { signal })
      }
      // Nothing precedes the first page.
      return isFirstPage && page.pagination
        ? { ...page, pagination: { ...page.pagination, previous_page_token: '' } }
        : page
    },
  })
  const isLooking = isUnfinished && further.data === undefined && further.error === null
  return {
    data: isUnfinished ? further.data : answer.data,
    isPlaceholderData: answer.isPlaceholderData,
    error: answer.error ?? (isUnfinished ? further.error : null),
    refetch: further.error === null ? answer.refetch : further.refetch,
    lookingAt: isLooking ? (lookingAt ?? first.searched_until) : null,
  }
}

const NEXT = 'pagination.next_page_token'
const PREVIOUS = 'pagination.previous_page_token'
