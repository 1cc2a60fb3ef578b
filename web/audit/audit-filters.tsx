// The filters of the audit log. Their state is in the address.
import { Button, Group } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { BucketSelect } from '../parts/bucket-select.tsx'
import { FilterSelect } from '../parts/filter-select.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { TypedFilter } from '../parts/typed-filter.tsx'
import { activityWords } from '../words/activity-words.ts'
import { auditWords } from '../words/audit-words.ts'
import { actions, type AuditGroup, groupNames, ofOrganization } from './audit-kinds.ts'
import type { AuditPlace } from './audit-query.ts'
import { TimeFilter } from './time-filter.tsx'

const statuses = Object.entries(auditWords.statuses).map(([value, label]) => ({ value, label }))
const groupsOf = ({ project }: AuditPlace) =>
  (Object.keys(groupNames) as AuditGroup[])
    .filter((group) => project === null || !ofOrganization.includes(group))
    .map((group) => ({ value: group, label: groupNames[group] }))

interface AuditFiltersProps {
  readonly place: AuditPlace
  /** The name of the actor that the address selects; null when it selects none. */
  readonly actorName: string | null
}

export function AuditFilters({ place, actorName }: AuditFiltersProps) {
  const [search] = useSearchParams()
  const choose = useChoose()
  const kind = search.get('kind')
  const groups = groupsOf(place)
  const isGroup = kind === null || groups.some(({ value }) => value === kind)
  return (
    <Group mb="sm" gap="sm" align="end" component="search" className="filters no-print">
      <TypedFilter
        label={auditWords.search}
        placeholder={auditWords.searchHint}
        given={search.get('q') ?? ''}
        onChange={(value) => {
          choose('q', value === '' ? null : value, { replace: true })
        }}
      />
      <TimeFilter />
      <FilterSelect
        name="kind"
        label={auditWords.kind}
        any={auditWords.anyKind}
        data={isGroup ? groups : [...groups, { value: kind, label: kind }]}
      />
      <FilterSelect name="action" label={auditWords.action} any={auditWords.anyAction} data={actions} />
      <FilterSelect name="status" label={auditWords.status} any={auditWords.anyStatus} data={statuses} />
      {place.project !== null && (
        <BucketSelect
          project={place.project}
          label={auditWords.bucket}
          any={auditWords.anyBucket}
          value={search.get('bucket')}
          onChange={(value) => {
            choose('bucket', value)
          }}
        />
      )}
      {actorName !== null && (
        <Button
          rightSection="×"
          aria-label={activityWords.everybody(actorName)}
          onClick={() => {
            choose('actor', null)
          }}
        >
          {activityWords.only(actorName)}
        </Button>
      )}
    </Group>
  )
}
