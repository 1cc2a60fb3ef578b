// `assay user ...`: the people of the organization, for operators with access to the database.
import type { AddCommand } from '../add-command.ts'
import { userDisable, userEnable } from './user-disable.ts'
import { userInvitations, userUninvite } from './user-invitations.ts'
import { userInvite } from './user-invite.ts'
import { userList } from './user-list.ts'

export function userCommands(add: AddCommand): void {
  add('invite <name>', 'print a one-time address at which a user joins or sets a new password', (config, command) =>
    userInvite(config, command.args[0] ?? '', command.opts()),
  )
    .option('--role <role>', 'the role to grant in the organization (default: none)')
    .option('--good-for <duration>', 'how long the address is valid, from 1h to 7d (default: 3d)')
  add('invitations', 'list the invitations that are still valid', userInvitations)
  add('uninvite <address-or-id>', 'withdraw an invitation', (config, { args: [wanted = ''] }) =>
    userUninvite(config, wanted),
  )
  add('list', 'list the users of the organization', userList)
  add(
    'disable <name-or-id>',
    'disable a user: end all sessions and tokens, and refuse new sign-ins',
    (config, { args: [user = ''] }) => userDisable(config, user),
  )
  add('enable <name-or-id>', 'let a disabled user sign in again', (config, { args: [user = ''] }) =>
    userEnable(config, user),
  )
}
