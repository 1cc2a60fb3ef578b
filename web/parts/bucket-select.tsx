import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { inProject, type Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { words } from '../words/words.ts'

const AFTER_TYPING_MS = 250
const SHOWN_BUCKETS = 20

interface BucketSelectProps {
  readonly project: Pick<Project, 'id' | 'organizationId'>
  readonly label: string
  /** The text that stands for no bucket. */
  readonly any: string
  readonly value: string | null
  /** Called with the name, and with the id if the server has just sent it. */
  readonly onChange: (value: string | null, id: string | null) => void
}

/** Chooses a bucket by name. The server finds the buckets whose names contain what is typed. */
export function BucketSelect({ project, label, any, value, onChange }: BucketSelectProps) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState(value ?? '')
  const [asked] = useDebouncedValue(typed, AFTER_TYPING_MS)
  const q = asked === value ? '' : asked
  const query = { 'pagination.page_size': SHOWN_BUCKETS, ...(q !== '' && { q }) }
  const { data } = useAnswer(
    'AssayService_ListBucketOverviews',
    { params: inProject(project), query },
    { when: isOpen },
  )
  const names = data?.buckets.map(({ name }) => name) ?? []
  return (
    <Select
      label={label}
      placeholder={any}
      data={value === null || names.includes(value) ? names : [value, ...names]}
      value={value}
      searchable
      clearable
      // The server has filtered the options.
      filter={({ options }) => options}
      nothingFoundMessage={words.noBucket}
      onDropdownOpen={() => {
        setOpen(true)
      }}
      onDropdownClose={() => {
        setOpen(false)
      }}
      onSearchChange={setTyped}
      onChange={(name) => {
        onChange(name, data?.buckets.find((bucket) => bucket.name === name)?.id ?? null)
      }}
    />
  )
}
