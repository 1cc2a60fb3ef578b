// What of a registry is shown, and in which order. All of it stands in the address.
import { Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { SearchIcon } from '../parts/icons.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { words } from '../words/words.ts'

const { statuses, sorts, views } = words.registry
const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, label]) => ({ value, label }))

const AFTER_TYPING_MS = 250

export function RegistryFilters() {
  const [search] = useSearchParams()
  const choose = useChoose()
  const set = (name: string, value: string | null, isTyped = false) => {
    choose(name, value === '' ? null : value, { replace: isTyped })
  }
  return (
    <Group mb="sm" gap="sm" align="end" component="search">
      <TypedFilter
        key={`q ${search.get('q') === null ? '' : 'given'}`}
        label={words.registry.search}
        given={search.get('q') ?? ''}
        onChange={(value) => {
          set('q', value, true)
        }}
      />
      <TypedFilter
        key={`label ${search.get('label') === null ? '' : 'given'}`}
        label={words.registry.label}
        placeholder={words.registry.labelHint}
        given={search.get('label') ?? ''}
        onChange={(value) => {
          set('label', value, true)
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
  readonly onChange: (value: string) => void
}

/** Asks once somebody pauses. */
function TypedFilter({ label, placeholder, given, onChange }: TypedFilterProps) {
  const [typed, setTyped] = useState(given)
  const tell = useDebouncedCallback(onChange, AFTER_TYPING_MS)
  return (
    <TextInput
      label={label}
      {...(placeholder !== undefined && { placeholder })}
      leftSection={<SearchIcon />}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        tell(value)
      }}
    />
  )
}
