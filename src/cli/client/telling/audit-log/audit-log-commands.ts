// `assay audit-log ...`: what was done in a project or an organization, and who was refused. Whether that was changed later `assay audit` proves,
// on the machine of the server.
import type { Command } from 'commander'
import type { AddClientCommand } from '../../client-command.ts'
import { auditLogExport } from './audit-log-export.ts'
import { auditLogList } from './audit-log-list.ts'

export function auditLogCommands(add: AddClientCommand): void {
  withFilters(
    add('list', {
      description: 'list what was done, newest first',
      examples: [
        'assay audit-log list --limit 20',
        'assay audit-log list --bucket ubuntu --action assign',
        'assay audit-log list --whole-organization --failed --from 2026-01-01T00:00:00Z',
      ],
      run: auditLogList,
    }),
  ).option('--limit <count>', 'as many at most', '100')
  withFilters(
    add('export', {
      description: 'print all of it as lines of JSON, newest first',
      examples: ['assay audit-log export --text ubuntu > audit.ndjson'],
      run: auditLogExport,
    }),
  )
}

const withFilters = (command: Command): Command =>
  command
    .option('--whole-organization', 'what is of the organization and of all its projects, for owners')
    .option('--from <time>', 'not before that: 2026-01-31T12:00:00Z')
    .option('--to <time>', 'before that')
    .option('--actor <id>', 'by one principal')
    .option('--bucket <name>', 'about one bucket')
    .option('--kind <kind...>', 'of these kinds: channel.assigned')
    .option('--action <action...>', 'of these actions: assign')
    .option('--failed', 'only what was refused')
    .option('--text <words>', 'that tell of this')
