// `assay secrets ...`: the secrets that are encrypted in the database. domain/organization/renew-secrets.ts does the work; here are only
// the words.
import type { AddCommand } from '../add-command.ts'
import { secretsRenew } from './secrets-renew.ts'

export function secretsCommands(add: AddCommand): void {
  add(
    'renew',
    'encrypt all secrets and sign all stubs with the first of the secret keys, so that the others can be removed',
    secretsRenew,
  )
}
