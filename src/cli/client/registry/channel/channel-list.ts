import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import { statusText, statusTone } from '../version-status.ts'

export const channelList: RunClient = async ({ client, output, now }, { args: [bucket = ''] }) => {
  const { channels } = await client.call('PackerService_ListChannels', { params: { bucket_name: bucket } })
  await output.list(channels, {
    columns: [
      { title: 'name', text: ({ name }) => name },
      { title: 'version', text: ({ version }) => version?.name ?? '' },
      {
        title: 'status',
        text: ({ version }) => (version === null ? '' : statusText(version, now)),
        tone: ({ version }) => (version === null ? null : statusTone(version)),
      },
      { title: 'fingerprint', text: ({ version }) => version?.fingerprint ?? '' },
      { title: 'restricted', text: ({ restricted }) => (restricted ? 'yes' : '') },
      { title: 'updated', text: ({ updated_at: at }) => (at === null ? '' : fromNow(at, now)), tone: () => 'quiet' },
    ],
    name: ({ name }) => name,
    none: `no channels in ${bucket}: create one with assay channel create ${bucket}@production`,
  })
}
