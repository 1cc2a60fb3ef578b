// `assay audit …`: whether what happened is still told as it was sealed. The rules are those of domain/record/ledger/; here are only
// words.
import type { AddCommand } from '../add-command.ts'
import { auditKey } from './audit-key.ts'
import { auditVerify, type AuditVerifyOptions } from './audit-verify.ts'

export function auditCommands(add: AddCommand): void {
  add('verify', 'prove that no event was changed, removed or moved since it was sealed', (config, command) =>
    auditVerify(config, command.opts<AuditVerifyOptions>()),
  )
    .option(
      '--seen <ledger:position:hash...>',
      'and that ledgers still have this, from lines of the log of earlier days',
    )
    .option(
      '--signed-by <key...>',
      'by whom what stands for pruned events may be signed, as "assay audit key" prints it (default: the secret keys)',
    )
  add('key', 'print the public keys of who signs what stands for pruned events, the one that signs first', auditKey)
}
