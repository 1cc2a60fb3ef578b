import { useProjects } from '../asking/place.ts'

/** The current name of a project, or its id when the project is gone. */
export function ProjectName({ id }: { readonly id: string }) {
  const { projects = [] } = useProjects()
  const name = projects.find((project) => project.id === id)?.name
  return name === undefined ? <code className="quiet">{id}</code> : <span className="quiet">{name}</span>
}
