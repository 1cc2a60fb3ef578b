import { Navigate } from 'react-router'
import { projectPath, useProjects } from '../asking/place.ts'
import { words } from '../words/words.ts'
import { Answered } from '../parts/answered.tsx'
import { lastProject } from './last-project.ts'

/** To the registry that somebody looked at last. */
export function Home() {
  const answer = useProjects()
  return (
    <Answered answer={answer}>
      {() => {
        const { projects = [] } = answer
        const project = projects.find(({ id }) => id === lastProject.read()) ?? projects[0]
        return project ? <Navigate to={`${projectPath(project)}/buckets`} replace /> : <p>{words.missing.noProject}</p>
      }}
    </Answered>
  )
}
