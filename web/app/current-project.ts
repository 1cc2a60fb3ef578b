// Which project somebody is at, also on pages that are of none: the one that the address names, else the one looked at last.
import { useMatch, useSearchParams } from 'react-router'
import { type Project, projectCalled, useProjects } from '../asking/place.ts'
import { lastProject } from './last-project.ts'

/** Null: the address names none. Undefined is answered when there is no such project. */
export const chosenProject = (projects: readonly Project[], named: string | null): Project | undefined =>
  named === null
    ? (projects.find(({ id }) => id === lastProject.read()) ?? projects[0])
    : projectCalled(projects, named)

/** By its name, or as the address writes it. */
export function useCurrentProject(): string | undefined {
  const ofPath = useMatch('/p/:project/*')?.params.project
  const [search] = useSearchParams()
  const isSearching = useMatch('/search') !== null
  const { projects = [] } = useProjects()
  return ofPath ?? chosenProject(projects, isSearching ? search.get('project') : null)?.name
}
