// `assay service-principal ...`: identities of machines, their roles and their first keys. `assay key` makes further keys.
import { Option } from 'commander'
import type { AddCommand } from '../add-command.ts'
import { type ServicePrincipalCreateOptions, servicePrincipalCreate } from './service-principal-create.ts'
import { servicePrincipalDelete } from './service-principal-delete.ts'
import { servicePrincipalList } from './service-principal-list.ts'

export function servicePrincipalCommands(add: AddCommand): void {
  add('create <name>', 'create a service principal and its first key, and grant it a role', (config, command) =>
    servicePrincipalCreate(config, command.args[0] ?? '', command.opts<ServicePrincipalCreateOptions>()),
  )
    .option('--project <name or id>', 'the project to create it in (default: the only one)')
    .addOption(new Option('--organization', 'create it in the organization itself').conflicts(['project', 'bucket']))
    .option('--role <role>', 'the role to grant there; assay role list shows what it permits')
    .option('--bucket <name>', 'grant the role only on this bucket of the project')
    .option('--output <file>', 'the file to write its key to (default: one in the data directory)')
  add('list', 'list the service principals and their roles', servicePrincipalList)
  add('delete <name-or-id>', 'delete a service principal with its keys, roles and access tokens', (config, command) =>
    servicePrincipalDelete(config, command.args[0] ?? '', command.opts<{ project?: string }>()),
  ).option('--project <name or id>', 'look only in this project')
}
