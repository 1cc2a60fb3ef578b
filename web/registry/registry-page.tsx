// The buckets of a registry, as a list or as a matrix of buckets and channels.
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { inProject, type Project, projectPath, useProject } from '../asking/place.ts'
import { isMissing } from '../asking/registry-client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { bucketPath } from '../bucket/use-bucket.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageTurns, usePageQuery } from '../parts/page-turns.tsx'
import { words } from '../words/words.ts'
import { BucketList } from './bucket-list.tsx'
import { BucketMatrix } from './bucket-matrix.tsx'
import type { BucketOverview } from './channel-standing.tsx'
import { FirstSteps, FirstVersion } from './first-steps.tsx'
import { NoRegistry } from './no-registry.tsx'
import { RegistryFilters } from './registry-filters.tsx'

const PAGE_SIZE = 50
const FILTERS = ['q', 'label', 'platform', 'status', 'after', 'before']

export function RegistryPage() {
  const project = useProject()
  const registry = useAnswer('PackerService_GetRegistry', { params: inProject(project) })
  if (isMissing(registry.error)) return <NoRegistry project={project} />
  const isDeactivated = registry.data?.registry?.config?.activated === false
  return (
    <>
      <PageHead title={words.registry.title} crumbs={[{ name: project.name, to: projectPath(project) }]} />
      {isDeactivated && (
        <div className="note" data-look="scheduled" role="status">
          <p>{words.registry.deactivated}</p>
        </div>
      )}
      <Buckets project={project} />
    </>
  )
}

const isWithoutVersion = ({ version_count: versions }: BucketOverview) => versions === 0

const platformsOf = (buckets: readonly BucketOverview[]): readonly string[] =>
  [...new Set(buckets.flatMap(({ platforms }) => platforms))].sort()

function Buckets({ project }: { readonly project: Project }) {
  const [search] = useSearchParams()
  const paging = usePageQuery(PAGE_SIZE)
  const query = {
    ...paging,
    ...(search.has('q') && { q: search.get('q') ?? '' }),
    label: search.getAll('label'),
    platform: search.getAll('platform'),
    status: search.getAll('status'),
    'sorting.order_by': search.getAll('sort'),
  }
  const answer = useAnswer('AssayService_ListBucketOverviews', { params: inProject(project), query })
  const isFiltered = FILTERS.some((name) => search.has(name))
  const pathOf = (bucketName: string) => bucketPath(project, bucketName)
  const all = isFiltered || answer.isPlaceholderData ? undefined : answer.data
  // A registry with more than one page of buckets is taken to have a complete version.
  const isNew = all !== undefined && all.total_count === all.buckets.length && all.buckets.every(isWithoutVersion)
  const [wasNew, setWasNew] = useState(false)
  if (isNew && !wasNew) setWasNew(true)
  const first = all?.buckets.find((bucket) => !isWithoutVersion(bucket))
  return (
    <>
      {isNew && <FirstSteps project={project} begun={all.buckets} />}
      {wasNew && first && <FirstVersion project={project} bucket={first} />}
      {!isNew && <RegistryFilters platforms={platformsOf(answer.data?.buckets ?? [])} />}
      {!(isNew && all.buckets.length === 0) && (
        <Answered answer={answer} lines={10}>
          {({ buckets, channel_names: channelNames, total_count: count, pagination }) => (
            <>
              <p className="quiet" role="status">
                {buckets.length === 0 ? words.registry.noMatch : words.registry.count(count)}
              </p>
              {buckets.length > 0 &&
                (search.get('view') === 'matrix' ? (
                  <BucketMatrix buckets={buckets} channelNames={channelNames} pathOf={pathOf} />
                ) : (
                  <BucketList buckets={buckets} pathOf={pathOf} />
                ))}
              <PageTurns tokens={pagination} />
            </>
          )}
        </Answered>
      )}
    </>
  )
}
