// assay v1: what pages and commands ask for that HCP's APIs have no operation for. All of it only reads, but for what
// is sent to webhooks, again or to try them, and to streams to try these.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { TestParts } from '../../../domain/record/stream/test-stream.ts'
import type { WebhookParts } from '../../../domain/record/webhook/create-webhook.ts'
import type { Api } from '../../binding/api.ts'
import { type About, aboutHandlers } from './about.ts'
import { auditHandlers } from './audit.ts'
import { deliveryHandlers } from './deliveries.ts'
import { eventHandlers } from './events.ts'
import { ledgerHandlers } from './ledger.ts'
import type { Live } from './live/live.ts'
import { streamHandlers } from './live/stream-events.ts'
import { overviewHandlers } from './overviews.ts'
import { peopleHandlers } from './people.ts'
import { registryAncestryHandlers } from './registry-ancestry.ts'
import { revocationPreviewHandlers } from './revocation-preview.ts'
import { searchHandlers } from './search.ts'
import { logStreamHandlers } from './streams.ts'
import { webhookHandlers } from './webhooks.ts'

export const assay = (about: About, live: Live, webhooks: WebhookParts, streams: TestParts) =>
  ({
    handlers: {
      ...overviewHandlers,
      ...eventHandlers,
      ...deliveryHandlers,
      ...webhookHandlers(webhooks),
      ...auditHandlers,
      ...ledgerHandlers,
      ...streamHandlers(live),
      ...logStreamHandlers(streams),
      ...registryAncestryHandlers,
      ...revocationPreviewHandlers,
      ...searchHandlers,
      ...peopleHandlers,
      ...aboutHandlers(about),
    },
  }) as const satisfies Partial<Api<keyof Operations>>
