// Lists that the server looks through a part at a time: where the first part has nothing of what is asked for, the next ones are
// asked for as well, until there is something or the list ends.
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
  /** A page with something on it; an empty one where there is nothing in that direction. Undefined until that is known. */
  readonly data: Data | undefined
  readonly isPlaceholderData: boolean
  readonly error: Error | null
  readonly refetch: () => unknown
  /** How far the server has looked while nothing is found yet; else null. */
  readonly lookingAt: string | null
}

interface Finding<Data> {
  readonly isEmpty: (page: Data) => boolean
  /** False where it is not yet known what is to be asked. */
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
    // Not where changes are looked up by what they are of: what was looked through once has nothing, whatever happens now.
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
      // There is nothing before it.
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
