// The current project, also on pages that belong to none: the one that the address names, otherwise the one viewed last.
import { useMatch, useSearchParams } from 'react-router'
import { type Project, projectCalled, useProjects } from '../asking/place.ts'
import { lastProject } from './last-project.ts'

/** `named` is null when the address names no project. Returns undefined when there is no such project. */
export const chosenProject = (projects: readonly Project[], named: string | null): Project | undefined =>
  named === null
    ? (projects.find(({ id }) => id === lastProject.read()) ?? projects[0])
    : projectCalled(projects, named)

/** The name of the current project, or its name as the address writes it. */
export function useCurrentProject(): string | undefined {
  const ofPath = useMatch('/p/:project/*')?.params.project
  const [search] = useSearchParams()
  const isSearching = useMatch('/search') !== null
  const { projects = [] } = useProjects()
  return ofPath ?? chosenProject(projects, isSearching ? search.get('project') : null)?.name
}
