// `assay secrets …`: the secrets that are encrypted in the database. What is done with them is domain/organization/renew-secrets.ts;
// here are only words.
import type { AddCommand } from '../add-command.ts'
import { secretsRenew } from './secrets-renew.ts'

export function secretsCommands(add: AddCommand): void {
  add(
    'renew',
    'encrypt all secrets with the first of the secret keys, and sign stubs with it, so that the others may go',
    secretsRenew,
  )
}
