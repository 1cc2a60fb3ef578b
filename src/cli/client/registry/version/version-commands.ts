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
  }).option('--limit <count>', 'as many at most')
  add('show <bucket@version>', {
    description: 'show one version with its images; named by v12, by its fingerprint, or by a channel',
    examples: ['assay version show ubuntu@v1', 'assay version show ubuntu@production --output json'],
    run: versionShow,
  })
  add('create <bucket> <fingerprint>', {
    description: 'make a version, which is complete once all its builds are done',
    examples: ['assay version create ubuntu nightly-2026-11-27'],
    run: versionCreate,
  }).addOption(showChoices(new Option('--template <type>', 'what it is built from'), templates))
  add('revoke <bucket@version>', {
    description: 'take a version out of use, now or at a date; what that touches is shown first',
    examples: [
      'assay version revoke ubuntu@v2 --message "CVE-2026-1234" --yes',
      'assay version revoke ubuntu@v3 --in 30d --message "end of life" --yes',
    ],
    confirmed: true,
    run: versionRevoke,
  })
    .option('--message <text>', 'why, for whoever uses it (default: what was said of an earlier revocation)')
    .option('--in <duration>', 'later: 30d, 12h')
    .option('--at <date>', 'later, at this moment: 2027-01-31T12:00:00Z')
    .option('--keep-channels', 'leave channels where they are; else they go back to an earlier valid version')
    .option('--keep-descendants', 'leave versions that were built from it as they are')
  add('restore <bucket@version>', {
    description: 'take back a revocation, or what is scheduled of one',
    examples: ['assay version restore ubuntu@v2'],
    run: versionRestore,
  })
  add('delete <bucket@version>', {
    description: 'delete a version; which channels point at it is shown first',
    examples: ['assay version delete ubuntu@v2 --yes'],
    confirmed: true,
    run: versionDelete,
  }).option('--rollback-channels', 'have channels that point at it go back to an earlier valid version')
}
