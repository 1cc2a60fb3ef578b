// `assay role …`: which roles there are, who holds them where, and giving and taking them.
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
    add('show', 'list who holds what (default: wherever anybody holds something)', (config, command) =>
      roleShow(config, command.opts<TargetOptions>()),
    ),
  )
  withTarget(
    add('grant <role> <member>', 'give a role to a person, a service principal or a group', (config, command) => {
      const [role = '', member = ''] = command.args
      return roleGrant(config, { role, member, where: command.opts<TargetOptions>() })
    }),
  )
  withTarget(
    add('withdraw <role> <member>', 'take a role away again', (config, command) => {
      const [role = '', member = ''] = command.args
      return roleWithdraw(config, { role, member, where: command.opts<TargetOptions>() })
    }),
  )
}

const withTarget = (command: Command): Command =>
  command
    .addOption(new Option('--organization', 'on the organization').conflicts(['project', 'bucket', 'group']))
    .option('--project <name or id>', 'on the project (default: the only one)')
    .option('--bucket <name>', 'on this bucket of the project alone')
    .addOption(
      new Option('--group <name or id>', 'on the group, for who may change it').conflicts(['project', 'bucket']),
    )
