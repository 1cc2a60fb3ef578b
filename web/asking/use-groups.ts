import { isRefused } from './registry-client.ts'
import type { Access } from './use-access.ts'
import { useAnswer } from './use-answer.ts'

/** The groups that the user may see: all of the organization, or those that they manage. */
export function useGroups({ seesGroups, organization }: Access, { again }: { readonly again: number }) {
  const params = { parent_resource_name: `organization/${organization?.id ?? ''}` }
  const asking = { when: seesGroups && organization !== undefined, again }
  const answer = useAnswer('GroupsService_ListGroups', { params }, asking)
  return { ...answer, mayNone: isRefused(answer.error) }
}
