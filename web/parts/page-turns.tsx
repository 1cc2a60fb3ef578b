// The buttons for the pages of a list. The current page is in the address.
import { Button, Group } from '@mantine/core'
import type { MouseEvent } from 'react'
import { useSearchParams } from 'react-router'
import { words } from '../words/words.ts'

interface PageTokens {
  readonly next_page_token: string
  readonly previous_page_token: string
}

/** The page in the address, as parameters of a list operation. */
export function usePageQuery(size: number) {
  const [search] = useSearchParams()
  const after = search.get('after')
  const before = search.get('before')
  return {
    'pagination.page_size': size,
    ...(after !== null && { 'pagination.next_page_token': after }),
    ...(after === null && before !== null && { 'pagination.previous_page_token': before }),
  }
}

/** The query of the current address, which may be ahead of the last render when the user makes two choices in quick succession. */
export const addressNow = (): URLSearchParams => new URLSearchParams(location.search)

/** Drops the page: a list that has changed begins at its first page. */
export function withoutPage(search: URLSearchParams): URLSearchParams {
  const without = new URLSearchParams(search)
  without.delete('after')
  without.delete('before')
  return without
}

interface Choosing {
  /** Replaces the history entry: one step back then leads to before all that was tried or typed. */
  readonly replace?: boolean
}

/** Puts a choice into the address, where null removes it. The list then begins at its first page. */
export function useChoose(): (name: string, value: string | null, choosing?: Choosing) => void {
  const [, setSearch] = useSearchParams()
  return (name, value, { replace = false } = {}) => {
    const there = withoutPage(addressNow())
    if (value === null) there.delete(name)
    else there.set(name, value)
    setSearch(there, { replace })
  }
}

/** Moves focus and view to the head of the list, from where the next page is read. */
function goToHead(list: Element | null | undefined): void {
  if (!(list instanceof HTMLElement)) return
  if (list.tabIndex < 0) list.tabIndex = -1
  list.focus({ preventScroll: true })
  list.scrollIntoView({ block: 'start' })
}

export function PageTurns({ tokens }: { readonly tokens: PageTokens | null | undefined }) {
  const [, setSearch] = useSearchParams()
  const next = tokens?.next_page_token ?? ''
  const previous = tokens?.previous_page_token ?? ''
  if (next === '' && previous === '') return null
  const turn = (parameter: string, token: string) => (event: MouseEvent<HTMLElement>) => {
    const there = withoutPage(addressNow())
    there.set(parameter, token)
    setSearch(there)
    goToHead(event.currentTarget.closest('nav')?.previousElementSibling)
  }
  return (
    <Group justify="flex-end" mt="sm" component="nav" aria-label={words.pages.label}>
      <Button disabled={previous === ''} onClick={turn('before', previous)}>
        {words.pages.previous}
      </Button>
      <Button disabled={next === ''} onClick={turn('after', next)}>
        {words.pages.next}
      </Button>
    </Group>
  )
}
