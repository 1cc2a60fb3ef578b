import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import type { Facts } from '../../output/output.ts'
import { type Channel, channelReference, getChannel, type Version } from '../reference.ts'
import { statusInFull, versionText } from '../version-status.ts'

export const channelShow: RunClient = async ({ client, output, now }, { args: [reference = ''] }) => {
  const channel = await getChannel(client, channelReference(reference))
  await output.one(channel, { facts: channelFacts(channel, now), name: ({ name }) => name })
}

function channelFacts(channel: Channel, now: number): Facts {
  const { version, updated_at: updated, restricted, managed } = channel
  return [
    ['Channel', `${channel.bucket_name}@${channel.name}`],
    ['Version', versionText(version)],
    ['Status', version === null ? '' : statusInFull(version, now)],
    ['Message', version?.revocation_message ?? ''],
    ['Images', version === null ? '' : imagesText(version)],
    ['Visible to', restricted ? 'those who can change channels' : 'everyone who can see the bucket'],
    ['Managed by', managed ? 'the registry' : ''],
    ['Updated', updated === null ? '' : fromNow(updated, now)],
  ]
}

/** One line each: platform, region, identifier. */
export const imagesText = ({ builds }: Pick<Version, 'builds'>): string =>
  builds
    .flatMap(({ platform, artifacts }) =>
      artifacts.map(({ region, external_identifier: identifier }) =>
        [platform, region, identifier].filter((part) => part !== '').join(' '),
      ),
    )
    .join('\n')
