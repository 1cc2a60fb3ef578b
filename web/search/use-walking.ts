// The arrows walk through what was found, from the search box on and back to it.
import { type RefObject, useEffect } from 'react'
import { SEARCH_FIELD } from '../app/search-box.tsx'

/** What is walked to is a link with this attribute. */
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
      // Elsewhere arrows mean something else: a menu, a list to choose from.
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
