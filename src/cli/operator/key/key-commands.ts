// `assay key ...`: what service principals log in with. A secret is shown once, in a file and on a terminal, and kept nowhere else.
import type { AddCommand } from '../add-command.ts'
import { keyCreate, type KeyCreateOptions } from './key-create.ts'
import { keyDelete } from './key-delete.ts'
import { keyList } from './key-list.ts'

export function keyCommands(add: AddCommand): void {
  add('create', 'create another key, for example to replace a lost one', (config, command) =>
    keyCreate(config, command.opts<KeyCreateOptions>()),
  )
    .option('--principal <name or id>', 'the service principal (default: the oldest admin or owner)')
    .option('--project <name or id>', 'look for the service principal only in this project')
    .option('--output <file>', 'the file to write (default: one in the data directory)')
  add('list', 'list the keys and their service principals', keyList)
  add('delete <client-id>', 'delete a key and its access tokens', (config, { args: [clientId = ''] }) =>
    keyDelete(config, clientId),
  )
}
