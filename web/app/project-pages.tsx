// The pages of a project, shown once the project of the address has been found.
import { useEffect } from 'react'
import { Outlet, useParams } from 'react-router'
import { useLive } from '../asking/live.ts'
import { projectCalled, useProjects } from '../asking/place.ts'
import { Answered } from '../parts/answered.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'
import { lastProject } from './last-project.ts'

export function ProjectPages() {
  const { project: named = '' } = useParams()
  const answer = useProjects()
  const found = projectCalled(answer.projects ?? [], named)
  const id = found?.id
  useLive(found)
  useEffect(() => {
    if (id !== undefined) lastProject.write(id)
  }, [id])
  return (
    <Answered answer={answer}>
      {() =>
        found ? (
          <Outlet />
        ) : (
          <>
            <PageHead title={words.missing.title} />
            <p>{words.missing.project(named)}</p>
          </>
        )
      }
    </Answered>
  )
}
