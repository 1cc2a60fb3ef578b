import { buildStatusText } from '../build/build-list.ts'
import { imagesText } from '../channel/channel-show.ts'
import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import type { Facts } from '../../output/output.ts'
import { findVersion, type Version } from '../reference.ts'
import { statusInFull } from '../version-status.ts'

export const versionShow: RunClient = async ({ client, output, now }, { args: [reference = ''] }) => {
  const version = await findVersion(client, reference)
  await output.one(version, { facts: versionFacts(version, now), name: ({ fingerprint }) => fingerprint })
}

function versionFacts(version: Version, now: number): Facts {
  const { created_at: created, revocation_inherited_from: ancestor, builds } = version
  return [
    ['Version', `${version.bucket_name}@${version.name}`],
    ['Fingerprint', version.fingerprint],
    ['Status', statusInFull(version, now)],
    ['Message', version.revocation_message],
    ['Because of', ancestor === null ? '' : `${ancestor.bucket_name}@${ancestor.version_name}`],
    ['Builds', builds.map((build) => `${build.component_type} ${buildStatusText(build)}`).join('\n')],
    ['Images', imagesText(version)],
    ['Descendants', version.has_descendants ? 'yes' : 'none'],
    ['Created', created === null ? '' : fromNow(created, now)],
  ]
}
