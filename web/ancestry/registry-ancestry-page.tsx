// What is built from what in a whole registry: the newest relation of each pair of buckets.
import { projectPath, useProject } from '../asking/place.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageTurns } from '../parts/page-turns.tsx'
import { ancestryWords } from '../words/ancestry-words.ts'
import { AncestryView } from './ancestry-view.tsx'
import { relationsOfRegistry } from './relation.ts'
import { useRelationsPage } from './use-relations.ts'

export function RegistryAncestryPage() {
  const project = useProject()
  const answer = useRelationsPage(project)
  return (
    <>
      <PageHead title={ancestryWords.title} crumbs={[{ name: project.name, to: projectPath(project) }]} />
      <Answered answer={answer} lines={10}>
        {({ relations, pagination }) => {
          const isPart = (pagination?.next_page_token ?? '') !== '' || (pagination?.previous_page_token ?? '') !== ''
          if (relations.length === 0 && !isPart)
            return (
              <>
                <p>{ancestryWords.nothing}</p>
                <p className="quiet">{ancestryWords.nothingSays}</p>
              </>
            )
          return (
            <>
              <AncestryView relations={relationsOfRegistry(relations)} isPart={isPart} />
              <PageTurns tokens={pagination} />
            </>
          )
        }}
      </Answered>
    </>
  )
}
