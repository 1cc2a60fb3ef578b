// `assay ancestry ...`: what an image is built from, and what is built from it.
import type { AddClientCommand } from '../../client-command.ts'
import { ancestryList } from './ancestry-list.ts'

export function ancestryCommands(add: AddClientCommand): void {
  add('parents <bucket>', {
    description: 'list what a bucket is built from, and whether that is up to date',
    examples: ['assay ancestry parents app', 'assay ancestry parents app --channel latest'],
    run: ancestryList('ANCESTRY_TYPE_PARENTS'),
  }).option('--channel <name>', 'only parents of the version that this channel points at')
  add('children <bucket>', {
    description: 'list what is built from a bucket, and whether that is up to date',
    examples: ['assay ancestry children ubuntu'],
    run: ancestryList('ANCESTRY_TYPE_CHILDREN'),
  }).option('--channel <name>', 'only children that found their parent through this channel')
}
