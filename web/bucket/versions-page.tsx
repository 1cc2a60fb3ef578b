// The versions of a bucket, newest first: the status of each, and which two to compare.
import { Button, Checkbox, Group, Select, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { ChannelMark } from '../parts/channel-mark.tsx'
import { PageTurns, useChoose, usePageQuery } from '../parts/page-turns.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { channelStateOf } from '../registry/channel-standing.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { words } from '../words/words.ts'
import { type BucketPlace, useBucketPlace, versionPath } from './use-bucket.ts'

const { versions: said } = bucketWords
const PAGE_SIZE = 50

const statuses = [
  'VERSION_ACTIVE',
  'VERSION_REVOCATION_SCHEDULED',
  'VERSION_REVOKED',
  'VERSION_RUNNING',
  'VERSION_INCOMPLETE',
  'VERSION_FAILED',
  'VERSION_CANCELLED',
] as const

type Overview = Answer<Operations['AssayService_ListVersionOverviews']>['versions'][number]
type Short = NonNullable<Overview['version']>

export function VersionsPage() {
  const place = useBucketPlace()
  const [search] = useSearchParams()
  const [compared, setCompared] = useState<readonly Short[]>([])
  const query = { ...usePageQuery(PAGE_SIZE), status: search.getAll('status') }
  const answer = useAnswer('AssayService_ListVersionOverviews', { params: place.params, query })
  const toggle = (version: Short) => {
    setCompared((before) => {
      const others = before.filter(({ id }) => id !== version.id)
      // A third choice replaces the first.
      return others.length < before.length ? others : [...before.slice(-1), version]
    })
  }
  return (
    <>
      <Group justify="space-between" align="end" mb="sm">
        <StatusFilter />
        <Comparison place={place} compared={compared} />
      </Group>
      <Answered answer={answer} lines={10}>
        {({ versions, total_count: count, pagination }) => (
          <>
            <p className="quiet" role="status">
              {versions.length === 0 ? none(search) : said.count(count)}
            </p>
            {versions.length > 0 && (
              <VersionTable place={place} versions={versions} compared={compared} onToggle={toggle} />
            )}
            <PageTurns tokens={pagination} />
          </>
        )}
      </Answered>
    </>
  )
}

const none = (search: URLSearchParams) => (search.has('status') ? said.noMatch : said.none)

function StatusFilter() {
  const [search] = useSearchParams()
  const choose = useChoose()
  return (
    <Select
      label={said.status}
      placeholder={said.anyStatus}
      data={statuses.map((value) => ({ value, label: words.status[value] }))}
      value={search.get('status')}
      clearable
      clearButtonProps={{ 'aria-label': said.anyStatus }}
      onChange={(status) => {
        choose('status', status)
      }}
    />
  )
}

function Comparison({ place, compared }: { readonly place: BucketPlace; readonly compared: readonly Short[] }) {
  const [from, to] = compared.toSorted((one, other) => ((one.created_at ?? '') < (other.created_at ?? '') ? -1 : 1))
  if (from === undefined || to === undefined)
    return (
      <Tooltip label={said.compareHint}>
        <Button data-disabled aria-disabled="true" aria-description={said.compareHint}>
          {said.compare}
        </Button>
      </Tooltip>
    )
  const query = new URLSearchParams({ from: from.fingerprint, to: to.fingerprint })
  return (
    <Button component={Link} to={`${place.path}/compare?${query.toString()}`}>
      {said.compareThese(from.name, to.name)}
    </Button>
  )
}

interface VersionTableProps {
  readonly place: BucketPlace
  readonly versions: readonly Overview[]
  readonly compared: readonly Short[]
  readonly onToggle: (version: Short) => void
}

function VersionTable({ versions, ...rest }: VersionTableProps) {
  const { columns } = said
  return (
    <Table columns={Object.values(columns)}>
      {versions.map((overview) => (
        <VersionRow key={overview.version?.id} overview={overview} {...rest} />
      ))}
    </Table>
  )
}

interface VersionRowProps extends Omit<VersionTableProps, 'versions'> {
  readonly overview: Overview
}

function VersionRow({ overview, place, compared, onToggle }: VersionRowProps) {
  const { version, channels, parent_status: parents } = overview
  if (version === null) return null
  const { id, name, fingerprint, status, revoke_at: revokeAt } = version
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={said.choose(name === 'v0' ? fingerprint : name)}
          checked={compared.some((one) => one.id === id)}
          onChange={() => {
            onToggle(version)
          }}
        />
      </td>
      <th scope="row">
        <Link to={versionPath(place.project, place.name, fingerprint)}>{name}</Link>
        <div>
          <code className="quiet">{fingerprint}</code>
        </div>
      </th>
      <td>
        <StatusBadge status={status} /> {status === 'VERSION_REVOCATION_SCHEDULED' && <TimeAgo at={revokeAt} />}
        <Reason overview={overview} place={place} />
      </td>
      <td>
        {channels.length === 0 && <span className="quiet">{words.none}</span>}
        {channels.map((channel) => (
          <div key={channel}>
            <ChannelMark name={channel} state={channelStateOf(overview)} />
          </div>
        ))}
      </td>
      <td>
        <TimeAgo at={overview.completed_at ?? version.created_at} />
      </td>
      <td>{overview.author_id}</td>
      <td>{overview.platforms.join(', ')}</td>
      <td>
        {parents === 'UNDETERMINED' ? <span className="quiet">{words.none}</span> : <StatusBadge status={parents} />}
      </td>
    </tr>
  )
}

function Reason({ overview, place }: Pick<VersionRowProps, 'overview' | 'place'>) {
  const { revocation_message: reason, revocation_inherited_from: ancestor } = overview
  return (
    <>
      {reason !== '' && <div className="quiet">{reason}</div>}
      {ancestor !== null && (
        <div className="quiet">
          {said.through}{' '}
          <Link to={versionPath(place.project, ancestor.bucket_name, ancestor.fingerprint)}>
            {ancestor.bucket_name} {ancestor.name}
          </Link>
        </div>
      )}
    </>
  )
}
