// `assay stream ...`: where the audit log of an organization is sent. Uses operations of Assay alone, which HCP Packer lacks.
import type { AddClientCommand } from '../../client-command.ts'
import { streamList } from './stream-list.ts'
import { streamTest } from './stream-test.ts'

export function streamCommands(add: AddClientCommand): void {
  add('list', {
    description: 'list the streams of the audit log, how far behind each is, and why one fails',
    examples: ['assay stream list'],
    run: streamList,
  })
  add('test <stream>', {
    description: 'send a test entry to a stream, by its name or id, and report why it was not accepted',
    examples: ['assay stream test siem'],
    run: streamTest,
  })
}
