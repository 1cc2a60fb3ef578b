import { ANY_PROJECT, type Place } from '../location.ts'
import type { Actor } from '../principal/principal.ts'
import type { HeldRole } from '../principal/role/role.ts'
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

  function within(actor: Actor, { organizationId }: Place, own: string | undefined): Actor {
    const isConsistent = organizationId === null || organizationId === own
    const counts = ({ projectId, organizationId: held }: HeldRole) =>
      projectId !== undefined || (isConsistent && held === own)
    return actor.roles.every(counts) ? actor : { ...actor, roles: actor.roles.filter(counts) }
  }

  return (actor, place) => {
    if (place.projectId === ANY_PROJECT || actor.roles.every(({ projectId }) => projectId !== undefined)) return actor
    const known = organizationOf.get(place.projectId)
    if (known !== undefined) return within(actor, place, known)
    return organizations.findProject(place.projectId).then((project) => {
      if (project) organizationOf.set(place.projectId, project.organizationId)
      return within(actor, place, project?.organizationId)
    })
  }
}
