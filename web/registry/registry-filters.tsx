// What of a registry is shown, and in which order. All of it stands in the address.
import { Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useId, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { SearchIcon } from '../parts/icons.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { words } from '../words/words.ts'

const { statuses, sorts, views } = words.registry
const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, label]) => ({ value, label }))

const AFTER_TYPING_MS = 250

interface RegistryFiltersProps {
  /** Names of platforms that are offered; any other may be typed. */
  readonly platforms: readonly string[]
}

export function RegistryFilters({ platforms }: RegistryFiltersProps) {
  const [search] = useSearchParams()
  const choose = useChoose()
  const set = (name: string, value: string | null, isTyped = false) => {
    choose(name, value === '' ? null : value, { replace: isTyped })
  }
  return (
    <Group mb="sm" gap="sm" align="end" component="search" className="filters">
      <TypedFilter
        label={words.registry.search}
        given={search.get('q') ?? ''}
        onChange={(value) => {
          set('q', value, true)
        }}
      />
      <TypedFilter
        label={words.registry.label}
        placeholder={words.registry.labelHint}
        given={search.get('label') ?? ''}
        onChange={(value) => {
          set('label', value, true)
        }}
      />
      <TypedFilter
        label={words.registry.platform}
        given={search.get('platform') ?? ''}
        offered={platforms}
        onChange={(value) => {
          set('platform', value, true)
        }}
      />
      <Select
        label={words.registry.status}
        placeholder={words.registry.anyStatus}
        data={optionsOf(statuses)}
        value={search.get('status')}
        clearable
        onChange={(value) => {
          set('status', value)
        }}
      />
      <Select
        label={words.registry.sort}
        data={optionsOf(sorts)}
        value={search.get('sort') ?? 'name'}
        allowDeselect={false}
        onChange={(value) => {
          set('sort', value === 'name' ? null : value)
        }}
      />
      <SegmentedControl
        aria-label={words.registry.view}
        data={optionsOf(views)}
        value={search.get('view') ?? 'list'}
        onChange={(value) => {
          set('view', value === 'list' ? null : value)
        }}
      />
    </Group>
  )
}

interface TypedFilterProps {
  readonly label: string
  readonly placeholder?: string
  readonly given: string
  readonly offered?: readonly string[]
  readonly onChange: (value: string) => void
}

/** Asks once somebody pauses. What the address says goes before what is typed only where it comes from elsewhere, as by a step back. */
function TypedFilter({ label, placeholder, given, offered = [], onChange }: TypedFilterProps) {
  const listId = useId()
  const [typed, setTyped] = useState(given)
  // What was told, the oldest first: it comes back by the address while somebody may be typing on.
  const told = useRef<readonly string[]>([given])
  useEffect(() => {
    const place = told.current.indexOf(given)
    told.current = place === -1 ? [given] : told.current.slice(place)
    if (place === -1) setTyped(given)
  }, [given])
  const tell = useDebouncedCallback((value: string) => {
    told.current = [...told.current, value]
    onChange(value)
  }, AFTER_TYPING_MS)
  return (
    <>
      <TextInput
        label={label}
        {...(placeholder !== undefined && { placeholder })}
        {...(offered.length > 0 && { list: listId })}
        leftSection={<SearchIcon />}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          tell(value)
        }}
      />
      {offered.length > 0 && (
        <datalist id={listId}>
          {offered.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  )
}
