import { ANY_PROJECT, type Place } from '../location.ts'
import type { Actor } from '../principal/principal.ts'
import type { HeldRole } from '../principal/role/role.ts'
import type { Ports } from '../store.ts'

/** Returns the actor with only those roles that apply in the project a request names. */
export type ActorInPlace = (actor: Actor, place: Place) => Actor | Promise<Actor>

/**
 * A role on an organization applies to its projects, but the request itself names both. When it names an organization that does
 * not own the project, or a project that does not exist, only roles on projects and buckets remain. A project never moves to
 * another organization, so that each project is looked up once.
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
