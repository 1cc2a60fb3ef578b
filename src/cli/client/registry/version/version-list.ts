import type { RunClient } from '../../client-command.ts'
import { limitIn } from '../limit-in.ts'
import { fromNow } from '../../output/moment.ts'
import type { Version } from '../reference.ts'
import { statusText, statusTone } from '../version-status.ts'

const MOST_ON_A_PAGE = 100

export const versionList: RunClient = async ({ client, output, now }, command) => {
  const [bucket = ''] = command.args
  const limit = limitIn(command.opts<{ limit?: string }>().limit)
  const query = { 'pagination.page_size': Math.min(limit, MOST_ON_A_PAGE) }
  const versions: Version[] = []
  for await (const page of client.pages('PackerService_ListVersions', { params: { bucket_name: bucket }, query })) {
    versions.push(...page.versions)
    if (versions.length >= limit) break
  }
  await output.list(versions.slice(0, limit), {
    columns: [
      { title: 'name', text: ({ name }) => name },
      { title: 'status', text: (version) => statusText(version, now), tone: statusTone },
      { title: 'fingerprint', text: ({ fingerprint }) => fingerprint },
      { title: 'builds', text: ({ builds }) => String(builds.length) },
      { title: 'platforms', text: ({ builds }) => [...new Set(builds.map(({ platform }) => platform))].join(', ') },
      { title: 'created', text: ({ created_at: at }) => (at === null ? '' : fromNow(at, now)), tone: () => 'quiet' },
    ],
    name: ({ fingerprint }) => fingerprint,
    none: `no versions in ${bucket} yet: packer build creates the first`,
  })
}
