// What stands above every page of a bucket: its name, its labels, and the way to its other pages.
import { Link, Outlet, useLocation } from 'react-router'
import { projectPath } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { Labels } from '../parts/labels.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { words } from '../words/words.ts'
import { useBucketPlace } from './use-bucket.ts'

const names = bucketWords.tabs

interface Tab {
  readonly name: string
  /** The end of its address. */
  readonly end: string
}

const tabs: readonly Tab[] = [
  { name: names.use, end: '' },
  { name: names.versions, end: '/versions' },
  { name: names.board, end: '/board' },
  { name: names.ancestry, end: '/ancestry' },
  { name: names.activity, end: '/activity' },
  { name: names.settings, end: '/settings' },
]

export function BucketFrame() {
  const { project, name, path, params } = useBucketPlace()
  const answer = useAnswer('PackerService_GetBucket', { params })
  const { pathname } = useLocation()
  const isHere = (end: string) => decodeURI(pathname) === decodeURI(path + end)
  const here = tabs.find(({ end }) => end !== '' && isHere(end))
  return (
    <>
      <PageHead
        title={name}
        {...(here && { part: here.name })}
        crumbs={[
          { name: project.name, to: projectPath(project) },
          { name: words.registry.title, to: `${projectPath(project)}/buckets` },
        ]}
        aside={<Labels labels={answer.data?.bucket?.labels ?? {}} />}
      />
      <Answered answer={answer}>
        {() => (
          <>
            <nav className="tabs no-print" aria-label={bucketWords.parts}>
              {tabs.map(({ name: text, end }) => (
                <Link key={end} to={path + end} {...(isHere(end) && { 'aria-current': 'page' as const })}>
                  {text}
                </Link>
              ))}
            </nav>
            <Outlet />
          </>
        )}
      </Answered>
    </>
  )
}
