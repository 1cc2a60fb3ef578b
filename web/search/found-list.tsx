// The results by kind, beginning with the kind of the best match. A single exact match is shown above all others.
import { useRef } from 'react'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import type { Project } from '../asking/place.ts'
import { searchWords } from '../words/search-words.ts'
import { FoundItem } from './found-item.tsx'
import { useWalking } from './use-walking.ts'

export type Found = Answer<Operations['AssayService_Search']>['found'][number]

interface FoundListProps {
  readonly project: Project
  readonly asked: string
  readonly found: readonly Found[]
}

export function FoundList({ project, asked, found }: FoundListProps) {
  const list = useRef<HTMLDivElement>(null)
  useWalking(list)
  const exact = found.filter(({ text }) => text.toLowerCase() === asked.toLowerCase())
  const alone = exact.length === 1 ? exact[0] : undefined
  const byKind = Map.groupBy(
    found.filter((each) => each !== alone),
    ({ kind }) => kind,
  )
  return (
    <div ref={list}>
      {alone && <Kind project={project} title={searchWords.exact} found={[alone]} />}
      {[...byKind].map(([kind, ofKind]) => (
        <Kind key={kind} project={project} title={searchWords.kinds[kind]} found={ofKind} />
      ))}
    </div>
  )
}

interface KindProps {
  readonly project: Project
  readonly title: string
  readonly found: readonly Found[]
}

function Kind({ project, title, found }: KindProps) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="found">
        {found.map((each, index) => (
          <FoundItem key={index} project={project} found={each} />
        ))}
      </ul>
    </section>
  )
}
