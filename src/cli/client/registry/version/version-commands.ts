// `assay version ...`: the versions of an image, and what may be done with one.
import { Option } from 'commander'
import { showChoices } from '../../../show-choices.ts'
import type { AddClientCommand } from '../../client-command.ts'
import { templates, versionCreate } from './version-create.ts'
import { versionDelete } from './version-delete.ts'
import { versionList } from './version-list.ts'
import { versionRestore } from './version-restore.ts'
import { versionRevoke } from './version-revoke.ts'
import { versionShow } from './version-show.ts'

export function versionCommands(add: AddClientCommand): void {
  add('list <bucket>', {
    description: 'list the versions of a bucket, newest first',
    examples: ['assay version list ubuntu', 'assay version list ubuntu --limit 1 --output name'],
    run: versionList,
  }).option('--limit <count>', 'show at most this many')
  add('show <bucket@version>', {
    description: 'show a version and its images; name it as v12, by its fingerprint, or by a channel',
    examples: ['assay version show ubuntu@v1', 'assay version show ubuntu@production --output json'],
    run: versionShow,
  })
  add('create <bucket> <fingerprint>', {
    description: 'create a version, which is complete once all its builds are done',
    examples: ['assay version create ubuntu nightly-2026-11-27'],
    run: versionCreate,
  }).addOption(showChoices(new Option('--template <type>', 'the type of the template'), templates))
  add('revoke <bucket@version>', {
    description: 'revoke a version, now or later; what that affects is shown first',
    examples: [
      'assay version revoke ubuntu@v2 --message "CVE-2026-1234" --yes',
      'assay version revoke ubuntu@v3 --in 30d --message "end of life" --yes',
    ],
    confirmed: true,
    run: versionRevoke,
  })
    .option('--message <text>', 'the reason, shown to users of the version (default: that of an earlier revocation)')
    .option('--in <duration>', 'revoke after this delay: 30d, 12h')
    .option('--at <date>', 'revoke at this time: 2027-01-31T12:00:00Z')
    .option('--keep-channels', 'leave channels on the version instead of rolling them back to an earlier valid one')
    .option('--keep-descendants', 'do not revoke the versions that were built from it')
  add('restore <bucket@version>', {
    description: 'undo a revocation, or cancel a scheduled one',
    examples: ['assay version restore ubuntu@v2'],
    run: versionRestore,
  })
  add('delete <bucket@version>', {
    description: 'delete a version; the channels that point at it are shown first',
    examples: ['assay version delete ubuntu@v2 --yes'],
    confirmed: true,
    run: versionDelete,
  }).option('--rollback-channels', 'roll back the channels that point at it to an earlier valid version')
}
