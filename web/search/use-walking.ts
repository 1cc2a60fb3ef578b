// The arrow keys move through the results, from the search box and back to it.
import { type RefObject, useEffect } from 'react'
import { SEARCH_FIELD } from '../app/search-box.tsx'

/** The attribute of the links that the arrow keys move to. */
export const WALKED = 'data-found'

export function useWalking(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const { target } = event
      const field = document.getElementById(SEARCH_FIELD)
      const links = [...(list.current?.querySelectorAll<HTMLElement>(`a[${WALKED}]`) ?? [])]
      const isInList = target instanceof Node && list.current?.contains(target) === true
      // Elsewhere the arrow keys mean something else: in a menu, or in a list of options.
      if (!isInList && target !== field && target !== document.body && !isPage(target)) return
      const at = links.findIndex((link) => link === target)
      const next = at + step < 0 ? field : links[at + step]
      if (next === undefined || next === null) return
      event.preventDefault()
      next.focus()
    }
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
    }
  }, [list])
}

const isPage = (target: EventTarget | null) => target instanceof HTMLElement && target.id === 'page'
