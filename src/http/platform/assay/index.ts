// assay v1: what the web pages and commands need and HCP's APIs have no operation for. All operations only read, except those that
// resend deliveries, test webhooks and streams, change email subscriptions, and import records from another registry.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { MailSettings } from '../../../domain/record/email/email.ts'
import type { TestParts } from '../../../domain/record/stream/test-stream.ts'
import type { WebhookParts } from '../../../domain/record/webhook/create-webhook.ts'
import type { Api } from '../../binding/api.ts'
import { type About, aboutHandlers } from './about.ts'
import { auditHandlers } from './audit.ts'
import { deliveryHandlers } from './webhooks/deliveries.ts'
import { emailSubscriptionHandlers } from './email-subscriptions/email-subscriptions.ts'
import { eventHandlers } from './events.ts'
import { ledgerHandlers } from './ledger.ts'
import type { Live } from './live/live.ts'
import { streamHandlers } from './live/stream-events.ts'
import { overviewHandlers } from './overviews/overviews.ts'
import { peopleHandlers } from './people.ts'
import { importHandlers } from './imports/imports.ts'
import { registryAncestryHandlers } from './overviews/registry-ancestry.ts'
import { revocationPreviewHandlers } from './revocation-preview.ts'
import { searchHandlers } from './search.ts'
import { logStreamHandlers } from './streams.ts'
import { webhookHandlers } from './webhooks/webhooks.ts'

export interface AssayParts {
  readonly about: About
  readonly live: Live
  readonly webhooks: WebhookParts
  readonly streams: TestParts
  readonly mail: MailSettings
}

export const assay = ({ about, live, webhooks, streams, mail }: AssayParts) =>
  ({
    handlers: {
      ...overviewHandlers,
      ...eventHandlers,
      ...deliveryHandlers,
      ...webhookHandlers(webhooks),
      ...emailSubscriptionHandlers(mail),
      ...auditHandlers,
      ...ledgerHandlers,
      ...streamHandlers(live),
      ...logStreamHandlers(streams),
      ...registryAncestryHandlers,
      ...revocationPreviewHandlers,
      ...searchHandlers,
      ...importHandlers,
      ...peopleHandlers,
      ...aboutHandlers(about),
    },
    ofOneself: ['AssayService_CreateOwnEmailSubscription', 'AssayService_DeleteOwnEmailSubscription'],
    // Room for one SBOM of the largest size, as in its upload, or for a build.
    bodyLimits: { AssayService_ImportRecords: 16 * 1024 * 1024 },
    changes: { AssayService_ImportRecords: 'registry.import' },
  }) as const satisfies Partial<Api<keyof Operations>>
