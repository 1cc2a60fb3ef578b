import { Select, type SelectProps } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useChoose } from './page-turns.tsx'

interface FilterSelectProps extends Pick<SelectProps, 'data' | 'w'> {
  /** The query parameter that has the choice. */
  readonly name: string
  readonly label: string
  /** The text while nothing is chosen. */
  readonly any: string
}

/** A choice that filters a list; it may be left empty. */
export function FilterSelect({ name, label, any, ...more }: FilterSelectProps) {
  const [search] = useSearchParams()
  const choose = useChoose()
  return (
    <Select
      {...more}
      label={label}
      placeholder={any}
      value={search.get(name)}
      clearable
      onChange={(value) => {
        choose(name, value)
      }}
    />
  )
}
