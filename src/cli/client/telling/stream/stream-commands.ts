// `assay stream ...`: where the audit log of an organization is sent. All of it asks by operations of our own, which HCP Packer lacks.
import type { AddClientCommand } from '../../client-command.ts'
import { streamList } from './stream-list.ts'
import { streamTest } from './stream-test.ts'

export function streamCommands(add: AddClientCommand): void {
  add('list', {
    description: 'list where the audit log is sent, how far each is, and why one fails',
    examples: ['assay stream list'],
    run: streamList,
  })
  add('test <stream>', {
    description: 'send one an entry to try it, and tell why it was not accepted; by its name or its id',
    examples: ['assay stream test siem'],
    run: streamTest,
  })
}
