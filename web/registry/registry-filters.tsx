// The filters and the order of the registry's buckets. Their state is in the address.
import { Group, SegmentedControl, Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useChoose } from '../parts/page-turns.tsx'
import { TypedFilter } from '../parts/typed-filter.tsx'
import { words } from '../words/words.ts'

const { statuses, sorts, views } = words.registry
const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, label]) => ({ value, label }))

interface RegistryFiltersProps {
  /** The platforms that are suggested; any other may be typed. */
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
