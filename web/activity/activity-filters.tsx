// What of all that happened is shown. All of it stands in the address.
import { Button, Group, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { inProject, type Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { useChoose } from '../parts/page-turns.tsx'
import { activityWords } from '../words/activity-words.ts'

/** Their names in the address. */
export const FILTERS = ['bucket', 'kind', 'actor'] as const
type Filter = (typeof FILTERS)[number]

const AFTER_TYPING_MS = 250
const SHOWN_BUCKETS = 20

const groups = Object.entries(activityWords.groups).map(([value, label]) => ({ value, label }))

interface ActivityFiltersProps {
  readonly project: Project
  readonly hasBuckets: boolean
  /** Of the actor that the address asks for. */
  readonly actorName: string | null
}

export function ActivityFilters({ project, hasBuckets, actorName }: ActivityFiltersProps) {
  const [search] = useSearchParams()
  const set: (name: Filter, value: string | null) => void = useChoose()
  const kind = search.get('kind')
  const isGroup = kind === null || groups.some(({ value }) => value === kind)
  return (
    <Group mb="sm" gap="sm" align="end" component="search" className="no-print">
      {hasBuckets && (
        <BucketSelect
          project={project}
          value={search.get('bucket')}
          onChange={(value) => {
            set('bucket', value)
          }}
        />
      )}
      <Select
        label={activityWords.kind}
        placeholder={activityWords.anyKind}
        data={isGroup ? groups : [...groups, { value: kind, label: kind }]}
        value={kind}
        clearable
        w={280}
        onChange={(value) => {
          set('kind', value)
        }}
      />
      {actorName !== null && (
        <Button
          rightSection="×"
          aria-label={activityWords.everybody(actorName)}
          onClick={() => {
            set('actor', null)
          }}
        >
          {activityWords.only(actorName)}
        </Button>
      )}
    </Group>
  )
}

interface BucketSelectProps {
  readonly project: Project
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** A bucket by its name; the server finds those that have what is typed in theirs. */
function BucketSelect({ project, value, onChange }: BucketSelectProps) {
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
      label={activityWords.bucket}
      placeholder={activityWords.anyBucket}
      data={value === null || names.includes(value) ? names : [value, ...names]}
      value={value}
      searchable
      clearable
      // What is offered was found by the server.
      filter={({ options }) => options}
      nothingFoundMessage={activityWords.noBucket}
      onDropdownOpen={() => {
        setOpen(true)
      }}
      onDropdownClose={() => {
        setOpen(false)
      }}
      onSearchChange={setTyped}
      onChange={onChange}
    />
  )
}
