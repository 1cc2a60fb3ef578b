// What is where in a registry: its buckets, as a list or as a matrix of buckets and channels.
import { useSearchParams } from 'react-router'
import { ApiError } from '../../src/client/api-error.ts'
import { inProject, type Project, projectPath, useProject } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageTurns, usePageQuery } from '../parts/page-turns.tsx'
import { words } from '../words/words.ts'
import { BucketList } from './bucket-list.tsx'
import { BucketMatrix } from './bucket-matrix.tsx'
import { FirstSteps } from './first-steps.tsx'
import { NoRegistry } from './no-registry.tsx'
import { RegistryFilters } from './registry-filters.tsx'

const PAGE_SIZE = 50
const FILTERS = ['q', 'label', 'status', 'after', 'before']

export function RegistryPage() {
  const project = useProject()
  const registry = useAnswer('PackerService_GetRegistry', { params: inProject(project) })
  if (registry.error instanceof ApiError && registry.error.code === 'not_found') return <NoRegistry project={project} />
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

function Buckets({ project }: { readonly project: Project }) {
  const [search] = useSearchParams()
  const paging = usePageQuery(PAGE_SIZE)
  const query = {
    ...paging,
    ...(search.has('q') && { q: search.get('q') ?? '' }),
    label: search.getAll('label'),
    status: search.getAll('status'),
    'sorting.order_by': search.getAll('sort'),
  }
  const answer = useAnswer('AssayService_ListBucketOverviews', { params: inProject(project), query })
  const isFiltered = FILTERS.some((name) => search.has(name))
  const pathOf = (bucketName: string) => `${projectPath(project)}/buckets/${encodeURIComponent(bucketName)}`
  if (answer.data?.total_count === 0 && !isFiltered) return <FirstSteps project={project} />
  return (
    <>
      <RegistryFilters />
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
    </>
  )
}
