import type { Operations, Schemas } from '../../../contract/generated/iam-2019-12-10.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import { createGroup } from '../../../domain/principal/group/create-group.ts'
import { deleteGroup } from '../../../domain/principal/group/delete-group.ts'
import { getGroup, listGroupMembers, listGroups } from '../../../domain/principal/group/get-group.ts'
import type { Group, NamedGroup } from '../../../domain/principal/group/group.ts'
import { updateGroup, type UpdateGroup, updateGroupMembers } from '../../../domain/principal/group/update-group.ts'
import type { Handlers } from '../../binding/handler.ts'
import { onlyPage } from '../../wire/paging.ts'
import { changesByMask } from '../../wire/update-mask.ts'
import { resourceNameOf, segmentsOf } from './resource-names.ts'

export const groupOut = ({ principal, memberCount }: Group): Outgoing<Schemas['hashicorp.cloud.iam.Group']> => ({
  resource_id: principal.id,
  resource_name: resourceNameOf(principal),
  display_name: principal.displayName,
  description: principal.description,
  member_count: memberCount,
  scim_synchronized: false,
  created_at: principal.createdAt,
  updated_at: principal.createdAt,
})

function groupIn(resourceName: string): NamedGroup {
  const { home, name } = segmentsOf(resourceName)
  return { organizationId: home.id, name }
}
const organizationIn = (parent: string) => segmentsOf(parent).home.id

/** There is no operation to wait for: the change has been made. */
const done = { operation_id: '' } as const

interface GroupFields {
  readonly display_name?: string
  readonly description?: string
}

const changesIn = ({ display_name, description }: GroupFields, mask: string | undefined): UpdateGroup['changes'] =>
  mask === undefined || mask === ''
    ? {
        ...(display_name === undefined ? {} : { displayName: display_name }),
        ...(description === undefined ? {} : { description }),
      }
    : changesByMask(mask, {
        displayName: { displayName: display_name ?? '' },
        description: { description: description ?? '' },
      })

export const groupHandlers = {
  async GroupsService_CreateGroup({ params, body }, context) {
    const { name = '', description = '', member_principal_ids: memberIds = [] } = body
    const organizationId = organizationIn(params.parent_resource_name)
    const group = await createGroup(context, { organizationId, displayName: name, description, memberIds })
    return { group: groupOut(group), ...done }
  },
  async GroupsService_GetGroup({ params }, context) {
    return { group: groupOut(await getGroup(context, groupIn(params.resource_name))) }
  },
  async GroupsService_ListGroups({ params, query }, context) {
    const memberId = query['filter.member_principal_id']
    const wanted = query['filter.group_resource_ids'] ?? []
    const organizationId = organizationIn(params.parent_resource_name)
    const found = await listGroups(context, { organizationId, ...(memberId === undefined ? {} : { memberId }) })
    const groups = found.filter(({ principal }) => wanted.length === 0 || wanted.includes(principal.id))
    return { groups: groups.map(groupOut), pagination: onlyPage }
  },
  async GroupsService_UpdateGroup({ params, body }, context) {
    const changes = changesIn(body.group ?? {}, body.update_mask)
    await updateGroup(context, { ...groupIn(params.resource_name), changes })
    return done
  },
  async GroupsService_UpdateGroup2({ params, query, body }, context) {
    const changes = changesIn(body, query.update_mask)
    await updateGroup(context, { ...groupIn(params.resource_name), changes })
    return done
  },
  async GroupsService_DeleteGroup({ params }, context) {
    await deleteGroup(context, groupIn(params.resource_name))
    return done
  },
  async GroupsService_ListGroupMembers({ params }, context) {
    const ref = groupIn(params.resource_name)
    const members = await listGroupMembers(context, ref)
    return {
      group: groupOut(await getGroup(context, ref)),
      members: members.map(({ id, kind, name, displayName }) => ({
        id,
        name: displayName,
        email: kind === 'user' ? name : '',
        // The contract has no value for service principals.
        principal_type:
          kind === 'user' ? 'GROUP_MEMBER_PRINCIPAL_TYPE_USER' : 'GROUP_MEMBER_PRINCIPAL_TYPE_UNSPECIFIED',
      })),
      pagination: onlyPage,
    }
  },
  async GroupsService_UpdateGroupMembers({ params, body }, context) {
    const { member_principal_ids_to_add: add = [], member_principal_ids_to_remove: remove = [] } = body
    await updateGroupMembers(context, { ...groupIn(params.resource_name), add, remove })
    return done
  },
  async GroupsService_CountOrganizationGroups({ params }, context) {
    const organizationId = organizationIn(params.parent_resource_name)
    return { group_count: (await listGroups(context, { organizationId })).length }
  },
} satisfies Handlers<
  Operations,
  | 'GroupsService_CreateGroup'
  | 'GroupsService_GetGroup'
  | 'GroupsService_ListGroups'
  | 'GroupsService_UpdateGroup'
  | 'GroupsService_UpdateGroup2'
  | 'GroupsService_DeleteGroup'
  | 'GroupsService_ListGroupMembers'
  | 'GroupsService_UpdateGroupMembers'
  | 'GroupsService_CountOrganizationGroups'
>
