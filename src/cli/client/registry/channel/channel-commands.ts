// `assay channel ...`: the names by which people use a version of an image.
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
    description: 'show a channel, its version and the images of the version',
    examples: ['assay channel show ubuntu@production', 'assay channel show ubuntu@production --output json'],
    run: channelShow,
  })
  add('create <bucket@channel>', {
    description: 'create a channel',
    examples: ['assay channel create ubuntu@staging --at v1'],
    run: channelCreate,
  })
    .option('--at <version>', `the version to point at: ${A_VERSION} (default: none)`)
    .option('--restricted', 'hide the channel from viewers')
  add('update <bucket@channel>', {
    description: 'point a channel at a version or at none, or change who can see it',
    examples: ['assay channel update ubuntu@production --at v1', 'assay channel update ubuntu@test --restricted'],
    run: channelUpdate,
  })
    .option('--at <version>', `the version to point at: ${A_VERSION}`)
    .option('--unassign', 'point the channel at no version')
    .option('--restricted', 'hide the channel from viewers')
    .option('--unrestricted', 'show the channel to everyone who can see the bucket')
  add('promote <bucket>', {
    description: 'point a channel at the version of another channel',
    examples: [
      'assay channel promote ubuntu --from test --to production',
      'assay channel promote ubuntu --from latest --to test --wait --timeout 30',
    ],
    run: channelPromote,
  })
    .requiredOption('--from <channel>', 'the channel to take the version from')
    .requiredOption('--to <channel>', 'the channel to point at that version')
    .option('--wait', 'wait until the source has a valid version that the target does not have yet')
    .option('--timeout <minutes>', 'how long to wait before giving up', '60')
  add('history <bucket@channel>', {
    description: 'list the versions that a channel has pointed at, newest first',
    examples: ['assay channel history ubuntu@production --limit 5'],
    run: channelHistory,
  }).option('--limit <count>', 'show at most this many')
  add('rollback <bucket@channel>', {
    description: 'point a channel back at the last valid version that it pointed at before',
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
