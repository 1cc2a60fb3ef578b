import { Navigate } from 'react-router'
import { projectPath, useProjects } from '../asking/place.ts'
import { words } from '../words/words.ts'
import { Answered } from '../parts/answered.tsx'
import { chosenProject } from './current-project.ts'

/** Redirects to the registry that the user viewed last. */
export function Home() {
  const answer = useProjects()
  return (
    <Answered answer={answer}>
      {() => {
        const project = chosenProject(answer.projects ?? [], null)
        return project ? <Navigate to={`${projectPath(project)}/buckets`} replace /> : <p>{words.missing.noProject}</p>
      }}
    </Answered>
  )
}
