// The permissions of the user on the organization and on each of its projects, for pages that concern several of them.
import { useState } from 'react'
import { allPermissions, organizationResource, type Permits, projectResource } from './permissions.ts'
import { type Organization, type Project, useOrganization, useProjects } from './place.ts'
import { useAnswers } from './use-answers.ts'

/** Something on which a role can be held, among what these pages show. */
export interface Place {
  readonly kind: 'organization' | 'project'
  readonly id: string
  readonly name: string
  readonly resourceName: string
}

export interface Access {
  /** False until all responses have arrived: until then nothing is permitted. */
  readonly isKnown: boolean
  readonly error: Error | null
  readonly organization: Organization | undefined
  readonly projects: readonly Project[]
  /** The organization and its projects, as far as the user may see them. */
  readonly places: readonly Place[]
  readonly on: (resourceName: string) => Permits
  readonly onOrganization: Permits
  /** The permissions that the user has on the organization or on any of its projects. */
  readonly somewhere: Permits
  /** Whether the user may list groups. A manager of groups sees only the groups that they manage. */
  readonly seesGroups: boolean
}

const SELDOM = 60_000
/** A request for more resources would be longer than the server accepts. */
const AT_ONCE = 20
const LIST_GROUPS = 'iam.groups.list'
const asked = [
  ...allPermissions.filter((name) => /^(?:iam|resource-manager|packer\.audit-logs|log-service)\./.test(name)),
  LIST_GROUPS,
]

export function useAccess(): Access {
  const found = useOrganization()
  const listed = useProjects()
  const { organization } = found
  const { projects = [] } = listed
  const places: readonly Place[] = organization
    ? [
        { kind: 'organization', ...organization, resourceName: organizationResource(organization.id) },
        ...projects.map(({ id, name }): Place => ({ kind: 'project', id, name, resourceName: projectResource(id) })),
      ]
    : []
  const isListed = found.data !== undefined && (organization === undefined || listed.data !== undefined)
  const answers = useAnswers('AuthorizationService_BatchTestIamPermissions', isListed ? requestsFor(places) : [], {
    again: SELDOM,
  })
  const isComplete = isListed && answers.data !== undefined
  // When a project is created or deleted, what is known of the others stays, and open forms stay open.
  const [wasComplete, setWasComplete] = useState(false)
  if (isComplete && !wasComplete) setWasComplete(true)
  const allowed = new Map<string, ReadonlySet<string>>(
    answers.partial.flatMap((answer) =>
      Object.entries(answer?.resource_permissions ?? {}).map(
        ([name, told]) => [name, new Set(told?.allowed_permissions)] as const,
      ),
    ),
  )
  const on =
    (resourceName: string): Permits =>
    (permission) =>
      allowed.get(resourceName)?.has(permission) ?? false
  return {
    isKnown: isComplete || wasComplete,
    error: found.error ?? listed.error ?? answers.error,
    organization,
    projects,
    places,
    on,
    onOrganization: on(organizationResource(organization?.id ?? '')),
    seesGroups: allowed.get(organizationResource(organization?.id ?? ''))?.has(LIST_GROUPS) ?? false,
    somewhere: (permission) => places.some(({ resourceName }) => on(resourceName)(permission)),
  }
}

/** The organization has a request of its own, so that its response does not depend on the projects. */
function requestsFor(places: readonly Place[]) {
  const parts = Array.from({ length: Math.ceil((places.length - 1) / AT_ONCE) }, (_, index) =>
    places.slice(1 + index * AT_ONCE, 1 + (index + 1) * AT_ONCE),
  )
  return [places.slice(0, 1), ...parts]
    .filter((part) => part.length > 0)
    .map((part) => ({
      body: { resources: part.map(({ resourceName }) => ({ resource_name: resourceName, permissions: asked })) },
    }))
}
