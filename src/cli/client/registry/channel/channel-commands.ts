// `assay channel ...`: which version of an image people use by a name.
import type { AddClientCommand } from '../../client-command.ts'
import { channelCreate } from './channel-create.ts'
import { channelDelete } from './channel-delete.ts'
import { channelHistory } from './channel-history.ts'
import { channelList } from './channel-list.ts'
import { channelPromote } from './channel-promote.ts'
import { channelRollback } from './channel-rollback.ts'
import { channelShow } from './channel-show.ts'
import { channelUpdate } from './channel-update.ts'

const A_VERSION = 'v12, a fingerprint, or a channel of the bucket'

export function channelCommands(add: AddClientCommand): void {
  add('list <bucket>', {
    description: 'list the channels of a bucket, and where each points',
    examples: ['assay channel list ubuntu'],
    run: channelList,
  })
  add('show <bucket@channel>', {
    description: 'show one channel: its version, and the images of that',
    examples: ['assay channel show ubuntu@production', 'assay channel show ubuntu@production --output json'],
    run: channelShow,
  })
  add('create <bucket@channel>', {
    description: 'make a channel',
    examples: ['assay channel create ubuntu@staging --at v1'],
    run: channelCreate,
  })
    .option('--at <version>', `where it points: ${A_VERSION} (default: at nothing)`)
    .option('--restricted', 'show it only to those who may change channels')
  add('update <bucket@channel>', {
    description: 'point a channel at a version or at nothing, or change who sees it',
    examples: ['assay channel update ubuntu@production --at v1', 'assay channel update ubuntu@test --restricted'],
    run: channelUpdate,
  })
    .option('--at <version>', `where it points: ${A_VERSION}`)
    .option('--unassign', 'point it at nothing')
    .option('--restricted', 'show it only to those who may change channels')
    .option('--unrestricted', 'show it to all who see the bucket')
  add('promote <bucket>', {
    description: 'point one channel at the version of another',
    examples: [
      'assay channel promote ubuntu --from test --to production',
      'assay channel promote ubuntu --from latest --to test --wait --timeout 30',
    ],
    run: channelPromote,
  })
    .requiredOption('--from <channel>', 'whose version it is')
    .requiredOption('--to <channel>', 'the channel to point')
    .option('--wait', 'until the version of the source is valid, and another one than that of the target')
    .option('--timeout <minutes>', 'how long to wait at most', '60')
  add('history <bucket@channel>', {
    description: 'list where a channel has pointed, newest first',
    examples: ['assay channel history ubuntu@production --limit 5'],
    run: channelHistory,
  }).option('--limit <count>', 'as many at most')
  add('rollback <bucket@channel>', {
    description: 'point a channel at the valid version that it pointed at before',
    examples: ['assay channel rollback ubuntu@production'],
    run: channelRollback,
  })
  add('delete <bucket@channel>', {
    description: 'delete a channel; its versions stay',
    examples: ['assay channel delete ubuntu@old --yes'],
    confirmed: true,
    run: channelDelete,
  })
}
