// The way through a list that the server cuts into pages. Which page it is stands in the address.
import { Button, Group } from '@mantine/core'
import type { MouseEvent } from 'react'
import { useSearchParams } from 'react-router'
import { words } from '../words/words.ts'

interface PageTokens {
  readonly next_page_token: string
  readonly previous_page_token: string
}

/** What the address says of the page, as a list operation takes it. */
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

/** What stands in the address, which may be ahead of what was rendered where somebody chooses twice in a moment. */
export const addressNow = (): URLSearchParams => new URLSearchParams(location.search)

/** A change of what is listed begins at the first page. */
export function withoutPage(search: URLSearchParams): URLSearchParams {
  const without = new URLSearchParams(search)
  without.delete('after')
  without.delete('before')
  return without
}

interface Choosing {
  /** Takes the place of the choice before: one step back leads to before all that was tried or typed. */
  readonly replace?: boolean
}

/** Has what somebody chooses stand in the address; null takes it out of there. The list begins at its first page then. */
export function useChoose(): (name: string, value: string | null, choosing?: Choosing) => void {
  const [, setSearch] = useSearchParams()
  return (name, value, { replace = false } = {}) => {
    const there = withoutPage(addressNow())
    if (value === null) there.delete(name)
    else there.set(name, value)
    setSearch(there, { replace })
  }
}

/** The next page is read from its head on, by whoever sees it and by whoever hears it. */
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
