// `assay bucket ...`: buckets, each of which has the versions of one image.
import type { AddClientCommand, ClientContext } from '../../client-command.ts'
import { bucketCreate, type BucketOptions, bucketUpdate } from './bucket-change.ts'
import { bucketDelete } from './bucket-delete.ts'
import { bucketList } from './bucket-list.ts'
import { bucketShow } from './bucket-show.ts'

type Named = (context: ClientContext, name: string, options: BucketOptions) => Promise<void>

export function bucketCommands(add: AddClientCommand): void {
  const named = (work: Named) => (context: ClientContext, command: { args: string[]; opts: () => BucketOptions }) =>
    work(context, command.args[0] ?? '', command.opts())

  add('list', {
    description: 'list the buckets of the project',
    examples: ['assay bucket list', 'assay bucket list --output name'],
    run: bucketList,
  })
  add('show <bucket>', {
    description: 'show a bucket and its newest version',
    examples: ['assay bucket show ubuntu', 'assay bucket show ubuntu --output json'],
    run: named(bucketShow),
  })
  const create = add('create <bucket>', {
    description: 'create a bucket; packer build creates missing buckets by itself',
    examples: ['assay bucket create debian --description "Debian 13, hardened" --label team=base'],
    run: named(bucketCreate),
  })
  const update = add('update <bucket>', {
    description: 'change the description or the labels of a bucket',
    examples: ['assay bucket update ubuntu --description "Ubuntu 26.04" --label team=base --label tier=1'],
    run: named(bucketUpdate),
  })
  for (const command of [create, update])
    command
      .option('--description <text>', 'what the bucket is for')
      .option('--label <key=value...>', 'a label; repeatable. With update, these replace all existing labels')
  add('delete <bucket>', {
    description: 'delete a bucket with all its versions and channels',
    examples: ['assay bucket delete retired --yes'],
    confirmed: true,
    run: named(bucketDelete),
  })
}
