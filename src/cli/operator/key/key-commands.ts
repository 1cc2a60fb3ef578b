// `assay key …`: what service principals log in with. A secret is told once, to a file and a terminal, and kept nowhere else.
import type { AddCommand } from '../add-command.ts'
import { keyCreate, type KeyCreateOptions } from './key-create.ts'
import { keyDelete } from './key-delete.ts'
import { keyList } from './key-list.ts'

export function keyCommands(add: AddCommand): void {
  add('create', 'make one more key, for whoever lost theirs', (config, command) =>
    keyCreate(config, command.opts<KeyCreateOptions>()),
  )
    .option('--principal <name or id>', 'whose key it is (default: the oldest admin)')
    .option('--project <name or id>', 'the only project to look in for them')
    .option('--output <file>', 'the file to write (default: one in the data directory)')
  add('list', 'list the keys and who holds them', keyList)
  add('delete <client-id>', 'delete a key and its access tokens', (config, { args: [clientId = ''] }) =>
    keyDelete(config, clientId),
  )
}
