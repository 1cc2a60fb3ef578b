// The head of every page of a bucket: its name, its labels, and the links to its other pages.
import { useState } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { bucketResource, usePermits } from '../asking/permissions.ts'
import { projectPath } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { usePointing } from '../channel/pointing.ts'
import { PointingSteps } from '../channel/pointing-steps.tsx'
import { PromoteMenu } from '../channel/promote-menu.tsx'
import { Answered } from '../parts/answered.tsx'
import { Labels } from '../parts/labels.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import { words } from '../words/words.ts'
import { type BucketPlace, useBucketPlace } from './use-bucket.ts'
import type { TellPart } from './use-part.ts'

const names = bucketWords.tabs

interface Tab {
  readonly name: string
  /** The end of the tab's address. */
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
  const place = useBucketPlace()
  // The key discards the state: what was done in one bucket cannot be undone from another.
  return <Whole key={place.path} place={place} />
}

function Whole({ place }: { readonly place: BucketPlace }) {
  const { project, name, path, params } = place
  const answer = useAnswer('PackerService_GetBucket', { params })
  const permits = usePermits(bucketResource(project.id, name))
  const pointing = usePointing()
  const isPointing = pointing.asked !== null || pointing.done !== null
  const channels = useAnswer('PackerService_ListChannels', { params }, { when: isPointing })
  const [part, setPart] = useState<string | null>(null)
  const { pathname } = useLocation()
  const isHere = (end: string) => decodeURI(pathname) === decodeURI(path + end)
  const isBelow = (end: string) => end !== '' && decodeURI(pathname).startsWith(`${decodeURI(path + end)}/`)
  const currentOf = (end: string) =>
    isHere(end) ? { 'aria-current': 'page' as const } : isBelow(end) && { 'aria-current': 'true' as const }
  const here = tabs.find(({ end }) => end !== '' && isHere(end))
  const shown = part ?? here?.name
  return (
    <>
      <PageHead
        title={name}
        {...(shown !== undefined && { part: shown })}
        crumbs={[
          { name: project.name, to: projectPath(project) },
          { name: words.registry.title, to: `${projectPath(project)}/buckets` },
        ]}
        aside={<Labels labels={answer.data?.bucket?.labels ?? {}} />}
        actions={
          answer.data?.bucket && (
            <PromoteMenu
              place={place}
              version={answer.data.bucket.latest_version}
              permits={permits}
              pointing={pointing}
            />
          )
        }
      />
      <Answered answer={answer}>
        {() => (
          <>
            <PointingSteps
              place={place}
              channels={channels.data?.channels ?? []}
              permits={permits}
              pointing={pointing}
            />
            <nav className="tabs no-print" aria-label={bucketWords.parts}>
              {tabs.map(({ name: text, end }) => (
                <Link key={end} to={path + end} {...currentOf(end)}>
                  {text}
                </Link>
              ))}
            </nav>
            <Outlet context={setPart satisfies TellPart} />
          </>
        )}
      </Answered>
    </>
  )
}
