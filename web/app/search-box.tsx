import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { SearchIcon } from '../parts/icons.tsx'
import { words } from '../words/words.ts'
import { useCurrentProject } from './current-project.ts'

export const SEARCH_FIELD = 'search'

/**
 * The search over everything in a registry; the `/` key leads to it. The address names the project that is searched, so that whoever
 * receives the link searches the same one.
 */
export function SearchBox() {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const asked = pathname === '/search' ? (search.get('q') ?? '') : ''
  const [typed, setTyped] = useState(asked)
  const seen = useRef(asked)
  useEffect(() => {
    if (seen.current !== asked) setTyped(asked)
    seen.current = asked
  }, [asked])
  const navigate = useNavigate()
  const current = useCurrentProject()
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() === '') return
        const query = new URLSearchParams({ q: typed.trim() })
        const project = (pathname === '/search' ? search.get('project') : null) ?? current
        if (project !== undefined) query.set('project', project)
        void navigate(`/search?${query.toString()}`)
      }}
    >
      <TextInput
        id={SEARCH_FIELD}
        type="search"
        aria-label={words.frame.search}
        aria-keyshortcuts="/"
        placeholder={words.frame.search}
        leftSection={<SearchIcon />}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
        }}
      />
    </form>
  )
}
