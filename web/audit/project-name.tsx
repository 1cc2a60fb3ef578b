import { useProjects } from '../asking/place.ts'

/** What the project is called now; its id where it is gone. */
export function ProjectName({ id }: { readonly id: string }) {
  const { projects = [] } = useProjects()
  const name = projects.find((project) => project.id === id)?.name
  return name === undefined ? <code className="quiet">{id}</code> : <span className="quiet">{name}</span>
}
