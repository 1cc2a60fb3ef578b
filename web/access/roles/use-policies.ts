import type { Access, Place } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { useAnswers } from '../../asking/use-answers.ts'
import type { Policy, Role } from './policy.ts'

export interface PlacePolicy {
  readonly place: Place
  readonly policy: Policy
}

const SELDOM = 30_000
const NOTHING: Policy = { bindings: [], etag: '' }

/** The policies of the organization and its projects, where the user may see them. */
export function usePolicies(access: Access) {
  const places = access.places.filter(({ resourceName }) =>
    access.on(resourceName)('resource-manager.resources.get-iam-policy'),
  )
  const requests = places.map(({ resourceName }) => ({ query: { resource_name: resourceName } }))
  const answers = useAnswers('ResourceService_GetIamPolicy', requests, { again: SELDOM })
  const data = answers.data?.flatMap(({ policy }, index): readonly PlacePolicy[] => {
    const place = places[index]
    return place ? [{ place, policy: policy ?? NOTHING }] : []
  })
  return { ...answers, data }
}

/** All roles, with what each permits. */
export function useRoles(access: Access): readonly Role[] {
  const id = access.organization?.id ?? ''
  const { data } = useAnswer('OrganizationService_ListRoles', { params: { id } }, { when: id !== '', again: 300_000 })
  return data?.roles ?? []
}

const heldOn = {
  organization: ['organization', 'project', 'hashicorp.packer.bucket'],
  project: ['project', 'hashicorp.packer.bucket'],
  bucket: ['hashicorp.packer.bucket'],
} as const satisfies Record<Place['kind'] | 'bucket', readonly string[]>

export const canBeHeldOn = ({ lowest_applicable_resource_types: lowest }: Role, kind: keyof typeof heldOn): boolean =>
  lowest.some((type) => (heldOn[kind] as readonly string[]).includes(type))
