// `assay group …`: people and service principals who hold together what their group holds.
import type { AddCommand } from '../add-command.ts'
import { groupAdd } from './group-add.ts'
import { groupCreate } from './group-create.ts'
import { groupDelete } from './group-delete.ts'
import { groupList } from './group-list.ts'
import { groupMembers } from './group-members.ts'
import { groupRemove } from './group-remove.ts'

export function groupCommands(add: AddCommand): void {
  add('create <name>', 'make a group, which is empty and holds no role yet', (config, command) =>
    groupCreate(config, { name: command.args[0] ?? '', ...command.opts<{ description?: string }>() }),
  ).option('--description <text>', 'what it is for')
  add('list', 'list the groups, and how many members they have', groupList)
  add('delete <name-or-id>', 'delete a group: its members hold by it nothing more', (config, { args: [group = ''] }) =>
    groupDelete(config, group),
  )
  add('members <group>', 'list the members of a group', (config, { args: [group = ''] }) => groupMembers(config, group))
  const members = 'people and service principals, by name, address or id'
  add('add <group> <member...>', `add members: ${members}`, (config, { args: [group = '', ...wanted] }) =>
    groupAdd(config, group, wanted),
  )
  add('remove <group> <member...>', `remove members: ${members}`, (config, { args: [group = '', ...wanted] }) =>
    groupRemove(config, group, wanted),
  )
}
