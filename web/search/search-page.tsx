// A search over everything in a registry, with the results by kind. The project is the one in the address, otherwise the one that the user
// viewed last.
import { Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { chosenProject } from '../app/current-project.ts'
import { inProject, type Project, projectPath, useProjects } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { searchWords } from '../words/search-words.ts'
import { words } from '../words/words.ts'
import { FoundList } from './found-list.tsx'
import './search.css'

const FEWEST_CHARACTERS = 2

export function SearchPage() {
  const [search] = useSearchParams()
  const answer = useProjects()
  const asked = (search.get('q') ?? '').trim()
  const named = search.get('project')
  return (
    <Answered answer={answer}>
      {() => {
        const { projects = [] } = answer
        const found = chosenProject(projects, named)
        const crumbs = found ? [{ name: found.name, to: projectPath(found) }] : []
        return (
          <>
            <PageHead
              title={asked === '' ? searchWords.title : searchWords.titleOf(asked)}
              crumbs={crumbs}
              actions={projects.length > 1 && <WhichProject projects={projects} current={found} />}
            />
            {found === undefined ? (
              <p>{named === null ? words.missing.noProject : words.missing.project(named)}</p>
            ) : asked.length < FEWEST_CHARACTERS ? (
              <p>{asked === '' ? searchWords.ask : searchWords.short}</p>
            ) : (
              <Results project={found} asked={asked} isAlone={projects.length < 2} />
            )}
          </>
        )
      }}
    </Answered>
  )
}

interface ResultsProps {
  readonly project: Project
  readonly asked: string
  readonly isAlone: boolean
}

function Results({ project, asked, isAlone }: ResultsProps) {
  const answer = useAnswer('AssayService_Search', { params: inProject(project), query: { q: asked } })
  return (
    <Answered answer={answer} lines={10}>
      {({ found, has_more: hasMore }) =>
        found.length === 0 ? (
          <>
            <p role="status">{searchWords.nothing(asked, project.name)}</p>
            <p className="quiet">{searchWords.nothingSays}</p>
            {!isAlone && <p className="quiet">{searchWords.elsewhere}</p>}
          </>
        ) : (
          <>
            <p className="quiet" role="status">
              {searchWords.count(found.length)} {hasMore && searchWords.more} {searchWords.keys}
            </p>
            <FoundList project={project} asked={asked} found={found} />
          </>
        )
      }
    </Answered>
  )
}

interface WhichProjectProps {
  readonly projects: readonly Project[]
  readonly current: Project | undefined
}

function WhichProject({ projects, current }: WhichProjectProps) {
  const choose = useChoose()
  return (
    <Select
      aria-label={searchWords.project}
      data={projects.map(({ id, name }) => ({ value: id, label: name }))}
      value={current?.id ?? null}
      allowDeselect={false}
      onChange={(value) => {
        const name = projects.find(({ id }) => id === value)?.name
        if (name !== undefined) choose('project', name)
      }}
    />
  )
}
