// The keys of the pages: `/` to search, `g` and a letter to go somewhere, `?` to see them all.
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { SEARCH_FIELD } from './search-box.tsx'

const places: Readonly<Record<string, string>> = {
  b: 'buckets',
  a: 'activity',
  n: 'ancestry',
  l: 'audit',
  s: 'settings',
}
const AFTER_G_MS = 1500

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Keys do not act behind a dialog. */
const isDialogOpen = () => document.querySelector('[role=dialog]') !== null

/** `project` is the current project. */
export function useKeys(project: string | undefined, openHelp: () => void): void {
  const navigate = useNavigate()
  const lastG = useRef(-Infinity)
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || isDialogOpen()) return
      const place = places[event.key]
      const isAfterG = event.timeStamp - lastG.current < AFTER_G_MS
      lastG.current = event.key === 'g' ? event.timeStamp : -Infinity
      if (event.key === '/') {
        event.preventDefault()
        document.getElementById(SEARCH_FIELD)?.focus()
      } else if (event.key === '?') openHelp()
      else if (place !== undefined && project !== undefined && isAfterG)
        void navigate(`/p/${encodeURIComponent(project)}/${place}`)
    }
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
    }
  })
}
