// `assay group ...`: groups of people and service principals, who hold the roles of their group.
import type { AddCommand } from '../add-command.ts'
import { groupAdd } from './group-add.ts'
import { groupCreate } from './group-create.ts'
import { groupDelete } from './group-delete.ts'
import { groupList } from './group-list.ts'
import { groupMembers } from './group-members.ts'
import { groupRemove } from './group-remove.ts'

export function groupCommands(add: AddCommand): void {
  add('create <name>', 'create a group without members or roles', (config, command) =>
    groupCreate(config, { name: command.args[0] ?? '', ...command.opts<{ description?: string }>() }),
  ).option('--description <text>', 'what the group is for')
  add('list', 'list the groups, and how many members they have', groupList)
  add('delete <name-or-id>', 'delete a group; its members lose its roles', (config, { args: [group = ''] }) =>
    groupDelete(config, group),
  )
  add('members <group>', 'list the members of a group', (config, { args: [group = ''] }) => groupMembers(config, group))
  const members = 'users and service principals, by name, address or id'
  add('add <group> <member...>', `add members: ${members}`, (config, { args: [group = '', ...wanted] }) =>
    groupAdd(config, group, wanted),
  )
  add('remove <group> <member...>', `remove members: ${members}`, (config, { args: [group = '', ...wanted] }) =>
    groupRemove(config, group, wanted),
  )
}
