// The filters of the event list. Their state is in the address.
import { Button, Group } from '@mantine/core'
import { useSearchParams } from 'react-router'
import type { Project } from '../asking/place.ts'
import { BucketSelect } from '../parts/bucket-select.tsx'
import { FilterSelect } from '../parts/filter-select.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { activityWords } from '../words/activity-words.ts'

/** The query parameters of the filters. */
export const FILTERS = ['bucket', 'kind', 'actor'] as const
type Filter = (typeof FILTERS)[number]

const groups = Object.entries(activityWords.groups).map(([value, label]) => ({ value, label }))

interface ActivityFiltersProps {
  readonly project: Project
  readonly hasBuckets: boolean
  /** The name of the actor that the address selects; null when it selects none. */
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
          label={activityWords.bucket}
          any={activityWords.anyBucket}
          value={search.get('bucket')}
          onChange={(value) => {
            set('bucket', value)
          }}
        />
      )}
      <FilterSelect
        name="kind"
        label={activityWords.kind}
        any={activityWords.anyKind}
        data={isGroup ? groups : [...groups, { value: kind, label: kind }]}
        w={280}
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
