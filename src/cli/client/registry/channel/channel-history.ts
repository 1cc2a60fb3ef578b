import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { ClientContext, RunClient } from '../../client-command.ts'
import { limitIn } from '../limit-in.ts'
import { fromNow } from '../../output/moment.ts'
import { channelParams, type ChannelReference, channelReference } from '../reference.ts'
import { statusText, statusTone } from '../version-status.ts'

export type Assignment = Answer<Operations['PackerService_ListChannelAssignmentHistory']>['history'][number]

export const channelHistory: RunClient = async (context, command) => {
  const reference = channelReference(command.args[0] ?? '')
  const { output, now } = context
  const limit = limitIn(command.opts<{ limit?: string }>().limit)
  const history: Assignment[] = []
  for await (const assignment of assignmentsOf(context, reference)) {
    history.push(assignment)
    if (history.length >= limit) break
  }
  await output.list(history, {
    columns: [
      { title: 'version', text: ({ version }) => version?.name ?? 'none' },
      {
        title: 'status',
        text: ({ version }) => (version === null ? '' : statusText(version, now)),
        tone: ({ version }) => (version === null ? null : statusTone(version)),
      },
      { title: 'fingerprint', text: ({ version }) => version?.fingerprint ?? '' },
      { title: 'assigned', text: ({ assigned_at: at }) => (at === null ? '' : fromNow(at, now)) },
      { title: 'by', text: ({ author_id: author }) => author, tone: () => 'quiet' },
    ],
    name: ({ version }) => version?.fingerprint ?? '',
    none: `${reference.bucket}@${reference.channel} has not pointed at a version yet`,
  })
}

/** Newest first. */
export async function* assignmentsOf({ client }: ClientContext, reference: ChannelReference) {
  const request = { params: channelParams(reference) }
  for await (const { history } of client.pages('PackerService_ListChannelAssignmentHistory', request)) yield* history
}
