import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { RunClient } from '../../client-command.ts'
import { fromNow } from '../../output/moment.ts'
import { limitIn } from '../../registry/limit-in.ts'

type Delivery = Answer<Operations['AssayService_ListDeliveries']>['deliveries'][number]

export const deliveryStates = ['waiting', 'set-aside', 'given-up'] as const
const MOST_ON_A_PAGE = 100

export const webhookDeliveries: RunClient = async ({ client, output, now }, command) => {
  const [webhook = ''] = command.args
  const { limit: limitText, state } = command.opts<{ limit: string; state?: (typeof deliveryStates)[number] }>()
  const limit = limitIn(limitText)
  const query = {
    'pagination.page_size': Math.min(limit, MOST_ON_A_PAGE),
    ...(state === undefined ? {} : { state: state.toUpperCase().replace('-', '_') }),
  }
  const found: Delivery[] = []
  for await (const page of client.pages('AssayService_ListDeliveries', { params: { webhook_name: webhook }, query })) {
    found.push(...page.deliveries)
    if (found.length >= limit) break
  }
  await output.list(found.slice(0, limit), {
    columns: [
      { title: 'id', text: ({ id }) => id, tone: () => 'quiet' },
      { title: 'action', text: ({ action }) => action },
      { title: 'bucket', text: ({ bucket_name: bucket }) => bucket },
      { title: 'version', text: ({ version_name: name, version_fingerprint: fingerprint }) => name || fingerprint },
      { title: 'state', text: ({ state: word }) => word.toLowerCase().replace('_', '-'), tone: toneOf },
      { title: 'tries', text: ({ tries }) => String(tries) },
      { title: 'tried', text: ({ tried_at: at }) => (at === null ? '' : fromNow(at, now)), tone: () => 'quiet' },
      { title: 'why', text: ({ failure }) => failure },
    ],
    name: ({ id }) => id,
    none: `no deliveries to ${webhook} ${state === undefined ? 'yet' : `in state ${state}`}`,
  })
}

function toneOf({ state }: Delivery) {
  if (state === 'DELIVERED') return 'good'
  return state === 'GIVEN_UP' ? 'bad' : 'soon'
}
