// `assay role ...`: which roles there are and who holds them where, and granting and withdrawing them.
import { type Command, Option } from 'commander'
import type { AddCommand } from '../add-command.ts'
import type { TargetOptions } from '../names/find-target.ts'
import { roleGrant } from './role-grant.ts'
import { roleList } from './role-list.ts'
import { roleShow } from './role-show.ts'
import { roleWithdraw } from './role-withdraw.ts'

export function roleCommands(add: AddCommand): void {
  add('list', 'list the roles, and what each permits', roleList)
  withTarget(
    add('show', 'list who holds which roles (default: everywhere)', (config, command) =>
      roleShow(config, command.opts<TargetOptions>()),
    ),
  )
  withTarget(
    add('grant <role> <member>', 'grant a role to a user, a service principal or a group', (config, command) => {
      const [role = '', member = ''] = command.args
      return roleGrant(config, { role, member, where: command.opts<TargetOptions>() })
    }),
  )
  withTarget(
    add('withdraw <role> <member>', 'withdraw a role from its member', (config, command) => {
      const [role = '', member = ''] = command.args
      return roleWithdraw(config, { role, member, where: command.opts<TargetOptions>() })
    }),
  )
}

const withTarget = (command: Command): Command =>
  command
    .addOption(new Option('--organization', 'on the organization').conflicts(['project', 'bucket', 'group']))
    .option('--project <name or id>', 'on this project (default: the only one)')
    .option('--bucket <name>', 'only on this bucket of the project')
    .addOption(
      new Option('--group <name or id>', 'on this group, to let the member manage it').conflicts(['project', 'bucket']),
    )
