// `assay audit ...`: whether events are still as they were sealed. The rules are in domain/record/ledger/; here are only the words.
import type { AddCommand } from '../add-command.ts'
import { auditKey } from './audit-key.ts'
import { auditVerify, type AuditVerifyOptions } from './audit-verify.ts'

export function auditCommands(add: AddCommand): void {
  add('verify', 'verify that no event was changed, removed or moved since it was sealed', (config, command) =>
    auditVerify(config, command.opts<AuditVerifyOptions>()),
  )
    .option(
      '--seen <ledger:position:hash...>',
      'also verify that the ledgers still have these hashes, taken from earlier lines of the log',
    )
    .option(
      '--signed-by <key...>',
      'public keys that may sign stubs of pruned events, as "assay audit key" prints them (default: the secret keys)',
    )
  add('key', 'print the public keys that sign the stubs of pruned events, the current one first', auditKey)
}
