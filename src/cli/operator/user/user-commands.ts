// `assay user …`: the people of the organization, for whoever has the database.
import type { AddCommand } from '../add-command.ts'
import { userDisable, userEnable } from './user-disable.ts'
import { userInvitations, userUninvite } from './user-invitations.ts'
import { userInvite } from './user-invite.ts'
import { userList } from './user-list.ts'

export function userCommands(add: AddCommand): void {
  add('invite <name>', 'print a one-time address, by which somebody joins or sets a new password', (config, command) =>
    userInvite(config, command.args[0] ?? '', command.opts()),
  )
    .option('--role <role>', 'what they may do in the organization (default: nothing yet)')
    .option('--good-for <duration>', 'how long the address is good, from 1h to 7d (default: 3d)')
  add('invitations', 'list the invitations that are still good', userInvitations)
  add('uninvite <address-or-id>', 'withdraw an invitation', (config, { args: [wanted = ''] }) =>
    userUninvite(config, wanted),
  )
  add('list', 'list the people of the organization', userList)
  add(
    'disable <name-or-id>',
    'end all that a person has signed in with, and let them in no more',
    (config, { args: [user = ''] }) => userDisable(config, user),
  )
  add('enable <name-or-id>', 'let a person in again who was disabled', (config, { args: [user = ''] }) =>
    userEnable(config, user),
  )
}
