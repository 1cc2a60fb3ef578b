import type { RunClient } from '../../client-command.ts'
import { refused } from '../../client-failure.ts'
import { findVersion } from '../reference.ts'
import { statusText } from '../version-status.ts'
import { versionParams } from './version-reach.ts'

export const versionRestore: RunClient = async ({ client, output, now }, { args: [reference = ''] }) => {
  const version = await findVersion(client, reference)
  const name = `${version.bucket_name}@${version.name}`
  const ancestor = version.revocation_inherited_from
  if (version.revocation_type === 'INHERITED' && ancestor !== null)
    throw refused(
      `${name} is revoked because ${ancestor.bucket_name}@${ancestor.version_name} is: restore that one with assay version restore ${ancestor.bucket_name}@${ancestor.version_fingerprint}`,
    )
  if (version.status === 'VERSION_REVOKED' && version.has_descendants)
    output.note('Versions that are revoked because of it are restored with it.')
  const answer = await client.call('PackerService_UpdateVersion', {
    params: versionParams(version),
    body: { restore: true },
  })
  const restored = answer.version ?? version
  await output.changed(restored, {
    sentence: `${name}: ${statusText(restored, now)}. Other channels stay where they are; latest points at the newest valid version.`,
    name: ({ fingerprint }) => fingerprint,
  })
}
