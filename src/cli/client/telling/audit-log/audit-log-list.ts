import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import { limitIn } from '../../registry/limit-in.ts'
import { type AuditEntry, wantedEntries } from './wanted-entries.ts'

const MOST_ON_A_PAGE = 100

export const auditLogList: RunClient = async (context, command) => {
  const limit = limitIn(command.opts<{ limit: string }>().limit)
  const found: AuditEntry[] = []
  for await (const entries of wantedEntries(context, command, Math.min(limit, MOST_ON_A_PAGE))) {
    found.push(...entries)
    if (found.length >= limit) break
  }
  await context.output.list(found.slice(0, limit), {
    columns: [
      { title: 'when', text: ({ at }) => (at === null ? '' : fromNow(at, context.now)), tone: () => 'quiet' },
      { title: 'who', text: ({ actor }) => actor?.name || (actor?.id ?? '') },
      { title: 'what', text: ({ description }) => description },
      { title: 'bucket', text: ({ bucket_name: bucket }) => bucket },
      { title: 'version', text: ({ version_name: name, version_fingerprint: fingerprint }) => name || fingerprint },
      { title: 'channel', text: ({ channel_name: channel }) => channel },
      { title: 'subject', text: ({ subject_name: name }) => name },
      { title: 'reason', text: ({ error }) => error, tone: () => 'bad' },
    ],
    name: ({ id }) => id,
    none: 'no matching entries',
  })
}
