import type { Access } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import type { GroupOfMember } from '../roles/roles-of.tsx'

export const groupPath = (resourceName: string): string =>
  `/access/groups/${encodeURIComponent(resourceName.slice(resourceName.lastIndexOf('/') + 1))}`

/** The groups that a principal is in; empty for a user who may not see groups. */
export function useGroupsOf(access: Access, memberId: string) {
  const params = { parent_resource_name: `organization/${access.organization?.id ?? ''}` }
  const query = { 'filter.member_principal_id': memberId }
  const answer = useAnswer(
    'GroupsService_ListGroups',
    { params, query },
    { when: memberId !== '' && access.onOrganization('iam.groups.get') },
  )
  const groups = (answer.data?.groups ?? []).map((group): GroupOfMember => ({
    id: group.resource_id,
    name: group.display_name,
    path: groupPath(group.resource_name),
  }))
  return { ...answer, groups }
}
