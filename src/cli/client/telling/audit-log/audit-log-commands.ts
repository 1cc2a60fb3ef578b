// `assay audit-log ...`: what was done in a project or an organization, and who was refused. Whether the log was changed later is proved by
// `assay audit`, on the machine of the server.
import type { Command } from 'commander'
import type { AddClientCommand } from '../../client-command.ts'
import { auditLogExport } from './audit-log-export.ts'
import { auditLogList } from './audit-log-list.ts'

export function auditLogCommands(add: AddClientCommand): void {
  withFilters(
    add('list', {
      description: 'list the entries of the audit log, newest first',
      examples: [
        'assay audit-log list --limit 20',
        'assay audit-log list --bucket ubuntu --action assign',
        'assay audit-log list --whole-organization --failed --from 2026-01-01T00:00:00Z',
      ],
      run: auditLogList,
    }),
  ).option('--limit <count>', 'show at most this many', '100')
  withFilters(
    add('export', {
      description: 'print all entries as lines of JSON, newest first',
      examples: ['assay audit-log export --text ubuntu > audit.ndjson'],
      run: auditLogExport,
    }),
  )
}

const withFilters = (command: Command): Command =>
  command
    .option('--whole-organization', 'the entries of the organization and of all its projects, for owners')
    .option('--from <time>', 'only at or after this time: 2026-01-31T12:00:00Z')
    .option('--to <time>', 'only before this time')
    .option('--actor <id>', 'only by this principal')
    .option('--bucket <name>', 'only about this bucket')
    .option('--kind <kind...>', 'only of these kinds: channel.assigned')
    .option('--action <action...>', 'only with these actions: assign')
    .option('--failed', 'only what was refused')
    .option('--text <words>', 'only entries that contain this text')
