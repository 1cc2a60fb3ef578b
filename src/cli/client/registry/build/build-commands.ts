// `assay build ...`: the builds of a version, each of which makes its images on one platform.
import { type Command, Option } from 'commander'
import type { AddClientCommand } from '../../client-command.ts'
import { buildCreate, buildUpdate, reportedStatuses } from './build-change.ts'
import { buildDelete } from './build-delete.ts'
import { buildList } from './build-list.ts'
import { buildShow } from './build-show.ts'

export function buildCommands(add: AddClientCommand): void {
  add('list <bucket@version>', {
    description: 'list the builds of a version',
    examples: ['assay build list ubuntu@production'],
    run: buildList,
  })
  add('show <bucket@version> <build>', {
    description: 'show a build and where it comes from; name it by its id or its component type',
    examples: ['assay build show ubuntu@production amazon-ebs.app'],
    run: buildShow,
  })
  withReport(
    add('create <bucket@version> <component-type>', {
      description: 'create a build of a version that is not complete yet',
      examples: [
        'assay build create ubuntu@01UNFINISHED amazon-ebs.app --platform aws --artifact eu-west-1=ami-0abc --status done',
      ],
      run: buildCreate,
    }),
  )
  withReport(
    add('update <bucket@version> <build>', {
      description: 'report the result of a build of a version that is not complete yet',
      examples: ['assay build update ubuntu@01UNFINISHED qemu.app --artifact output=app.qcow2 --status done'],
      run: buildUpdate,
    }),
  )
  add('delete <bucket@version> <build>', {
    description: 'delete a build',
    examples: ['assay build delete ubuntu@01UNFINISHED azure-arm.app --yes'],
    confirmed: true,
    run: buildDelete,
  })
}

const withReport = (command: Command): Command =>
  command
    .addOption(new Option('--status <status>', 'the status of the build').choices(Object.keys(reportedStatuses)))
    .option('--platform <name>', 'the platform: aws, azure, gce, qemu ...')
    .option('--artifact <region=id...>', 'an image and its region; repeatable')
    .option('--label <key=value...>', 'a label; repeatable')
    .option('--run <uuid>', 'the UUID of the Packer run')
