// `assay service-principal …`: identities of machines, what they hold and their first keys. Further keys are made by `assay key`.
import { Option } from 'commander'
import type { AddCommand } from '../add-command.ts'
import { type ServicePrincipalCreateOptions, servicePrincipalCreate } from './service-principal-create.ts'
import { servicePrincipalDelete } from './service-principal-delete.ts'
import { servicePrincipalList } from './service-principal-list.ts'

export function servicePrincipalCommands(add: AddCommand): void {
  add('create <name>', 'make a service principal, give it a role, and make its first key', (config, command) =>
    servicePrincipalCreate(config, command.args[0] ?? '', command.opts<ServicePrincipalCreateOptions>()),
  )
    .option('--project <name or id>', 'the project that it is of (default: the only one)')
    .addOption(new Option('--organization', 'of the organization itself').conflicts(['project', 'bucket']))
    .option('--role <role>', 'what it holds there; assay role list says what that permits')
    .option('--bucket <name>', 'hold the role on this bucket of the project alone')
    .option('--output <file>', 'the file to write its key to (default: one in the data directory)')
  add('list', 'list the service principals, and what they hold', servicePrincipalList)
  add('delete <name-or-id>', 'delete a service principal with its keys, roles and access tokens', (config, command) =>
    servicePrincipalDelete(config, command.args[0] ?? '', command.opts<{ project?: string }>()),
  ).option('--project <name or id>', 'the only project to look in')
}
