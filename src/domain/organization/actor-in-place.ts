import type { Place } from '../location.ts'
import type { Actor } from '../principal/principal.ts'
import type { Ports } from '../store.ts'

/** The actor as its roles count in a place that a request names. */
export type ActorInPlace = (actor: Actor, place: Place) => Actor | Promise<Actor>

/**
 * A role on an organization counts in its projects, and a request says which those are: where it names another organization
 * than the project's own, or a project that there is not, only what is held on projects and buckets is left. A project never
 * moves, so that it is looked for once.
 */
export function actorsInPlaces({ organizations }: Pick<Ports, 'organizations'>): ActorInPlace {
  const organizationOf = new Map<string, string>()
  return (actor, { organizationId, projectId }) => {
    const isWide = actor.roles.some((held) => held.projectId === undefined)
    if (organizationId === null || !isWide || organizationOf.get(projectId) === organizationId) return actor
    return organizations.findProject(projectId).then((project) => {
      if (project) organizationOf.set(projectId, project.organizationId)
      if (project?.organizationId === organizationId) return actor
      return { ...actor, roles: actor.roles.filter((held) => held.projectId !== undefined) }
    })
  }
}
