// All that webhooks are told of, each with what is sent: the first part of docs/events.md is made of it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type EventKind, eventKinds } from '../../src/domain/record/event/event-kinds.ts'
import { webhookActions, type WebhookFormat, webhookFormats } from '../../src/domain/record/webhook/webhook.ts'
import { assign, newBuild, newBucket, newChannel, newVersion, updateBuild } from '../support/build-sequences.ts'
import type { BucketScene } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { assertPublished, stable } from '../support/events-page.ts'
import type { Receiver } from '../support/receiver.ts'
import type { TestRegistry } from '../support/registry.ts'
import { startTold, webhooksOf } from '../support/told-registry.ts'
import { until } from '../support/until.ts'

const SOURCE = 'hashicorp.packer.version'

for (const database of databases())
  describe(`events of webhooks on ${database.name}`, () => {
    let registry: TestRegistry
    let receiver: Receiver
    let close: () => Promise<void>
    before(async () => {
      ;({ registry, receiver, close } = await startTold(database, { publicUrl: 'https://assay.example.com' }))
    })
    after(() => close())

    async function subscribe(format: WebhookFormat, action: string): Promise<void> {
      await registry.admin.ok('WebhookService_CreateWebhook', {
        params: webhooksOf(registry),
        body: {
          name: format,
          enabled: true,
          config: { url: receiver.at(`/${format}`), hmac_key: 'token', format },
          subscriptions: [{ events: [{ action, source: SOURCE }] }],
        },
      })
    }

    async function buildAll(bucket: BucketScene, fingerprint: string): Promise<void> {
      await newVersion(bucket, fingerprint)
      const build = await newBuild(bucket, fingerprint, { component_type: 'amazon-ebs.ubuntu' })
      await updateBuild(bucket, build, fingerprint, {
        status: 'BUILD_DONE',
        platform: 'aws',
        labels: { os: 'ubuntu' },
        artifacts: [{ external_identifier: `ami-of-${fingerprint}`, region: 'eu-central-1' }],
      })
    }

    test('are all that HCP Packer has, with what its receivers look for, and as docs/events.md shows them', async () => {
      await registry.admin.ok('WebhookService_CreateWebhook', {
        params: webhooksOf(registry),
        body: { ...EXAMPLE, config: { ...EXAMPLE.config, url: receiver.at('/example') } },
      })
      for (const format of webhookFormats) await subscribe(format, format === 'hcp' ? '*' : 'revoke')
      const bucket = await newBucket(registry.admin, 'ubuntu')
      const change = (fingerprint: string, body: Json) => bucket.ok('UpdateVersion', { params: { fingerprint }, body })
      await buildAll(bucket, 'one')
      await newChannel(bucket, 'production', 'one')
      await buildAll(bucket, 'two')
      await assign(bucket, 'production', 'two')
      await change('one', { revoke_in: '30d', revocation_message: 'replaced by two' })
      await change('one', { restore: true })
      await change('one', { revoke_in: '0s', revocation_message: 'CVE-2026-1234' })
      await change('one', { restore: true })
      await assign(bucket, 'production', '')
      await bucket.ok('DeleteVersion', { params: { fingerprint: 'one' } })
      await newVersion(bucket, 'never')
      await bucket.ok('DeleteVersion', { params: { fingerprint: 'never' } })
      // Two and their assignments, four of revocations, an un-assignment, and three about what is deleted.
      await until(() => receiver.toldAt('/hcp').length >= 17)
      await until(() => receiver.toldAt('/example').length >= 3)
      for (const { format } of FORMATS) await until(() => receiver.toldAt(`/${format}`).length >= 2)
      await registry.runDueJobs()

      const told = receiver.toldAt('/hcp').map(({ body }) => body)
      const [verification, ...happened] = told
      assert.equal(verification.event_source, 'hashicorp.webhook.verification')
      assert.deepEqual(new Set(happened.map(({ event_action }: Json) => event_action)), new Set(webhookActions))
      for (const message of happened) assertForReceivers(message)

      const page = pageOf(
        told,
        FORMATS.map(
          ({ format, about }) => `### ${format}\n\n${about}\n\n${shown(receiver.toldAt(`/${format}`)[1]?.body)}`,
        ),
      )
      await assertPublished('webhooks', page)
    })

    /** What public receivers look into (danbarr/hcp-packer-webhook-aws, Lamaglama39/hcp-packer-notify). */
    function assertForReceivers(message: Json): void {
      const { event_action: action, event_payload: payload } = message
      assert.ok(!JSON.stringify(message).includes('null'), action)
      assert.equal(message.resource_name, `packer/project/${registry.projectId}/registry/${message.resource_id}`)
      assert.deepEqual([payload.registry.id, payload.bucket.name], [message.resource_id, 'ubuntu'])
      assert.equal(Object.hasOwn(payload, 'builds'), action !== 'create' && payload.version !== undefined, action)
      assert.equal(Object.hasOwn(payload, 'channel'), action === 'assign', action)
      const isRevocation = ['revoke', 'schedule-revocation'].includes(action)
      assert.equal(Object.hasOwn(payload, 'skip_descendants_revocation'), isRevocation, action)
      const who = (payload.actor.type as string).replace('TYPE_', '').toLowerCase()
      assert.deepEqual(Object.keys(payload.actor as object).sort(), ['principal_id', who, 'type'].sort())
    }
  })

const shown = (message: Json) => `\`\`\`json\n${JSON.stringify(message, undefined, 2)}\n\`\`\``

const KINDS = Object.entries(eventKinds) as [EventKind, { subject: string; action: string; description: string }][]

/** The first of each that says most. */
function pageOf([verification, ...happened]: readonly Json[], formats: readonly string[]): string {
  const weigh = ({ event_payload }: Json) => Object.keys(event_payload).length
  const sections = webhookActions.map((action) => {
    const of = happened.filter(({ event_action }: Json) => event_action === action)
    const best = of.reduce((most, each) => (weigh(each) > weigh(most) ? each : most))
    const kinds = KINDS.filter(([, kind]) => kind.subject === 'version' && kind.action === action).map(([name]) => name)
    return `## ${action}\n\n${best.event_description} (\`${kinds.join('`, `')}\` in the audit log).\n\n${shown(best)}`
  })
  return `${stable()([PREFACE, `## Verification\n\n${ABOUT_VERIFICATION}\n\n${shown(verification)}`, ...sections, ABOUT_FORMATS, ...formats, ABOUT_MAILS].join('\n\n'))}\n\n`
}

const EXAMPLE = {
  name: 'revoked-images',
  enabled: true,
  config: { url: 'https://hooks.example.com/images', hmac_key: 'a long secret' },
  subscriptions: [
    {
      events: [
        { action: 'revoke', source: SOURCE },
        { action: 'schedule-revocation', source: SOURCE },
        { action: 'cancel-revocation', source: SOURCE },
        { action: 'restore', source: SOURCE },
      ],
    },
  ],
}

const PREFACE = `<!-- Made by test/http/webhook-events.test.ts from what a registry has sent to it. Never edited. -->
# Events

This page shows what webhooks are sent, and [at the end](#all-kinds-of-events) every kind of event that the registry records.

## Making a webhook

Administrators of a project create webhooks with Terraform (\`hcp_notifications_webhook\`), on the page Settings, Webhooks, or with the API:

\`\`\`sh
curl --cacert "$SSL_CERT_FILE" -H "Authorization: Bearer $token" \\
  "https://$HCP_API_ADDRESS/2023-05-31/webhook/project/$HCP_PROJECT_ID/webhooks" -d @webhook.json
\`\`\`

with this \`webhook.json\`:

${shown(EXAMPLE)}

- \`events\` has an entry for each \`action\`. (Terraform has a list, \`actions\`, instead.) The actions are the headings below; \`*\` stands for all. The only
  source is \`${SOURCE}\`.
- \`hmac_key\` is the webhook's token, which signs its messages. Nobody can read it afterwards. Without a token, messages are not signed.
- A webhook without \`"enabled": true\` is sent nothing. An enabled one is only created if its receiver accepts the verification below.

## What a receiver does

Each message is a POST of JSON. **A status of 2xx within ten seconds accepts it.** After anything else it is sent again, at growing intervals, for 24 hours,
and later messages wait for it. The exceptions are 400, 413, 415 and 422, which refuse the content of the message: it is set aside and retried less often,
and later messages do not wait for it.

**Verify the signature.** \`X-Hcp-Webhook-Signature\` is the HMAC-SHA512 of the raw body, keyed with the token, in hex:

\`\`\`sh
openssl dgst -sha512 -hmac 'a long secret' < body
\`\`\`

**Drop duplicates.** When a server dies between sending a message and recording that, the message is sent again, with the same \`event_id\`.

Fields without a value are left out: \`builds\` of a version that was just created, \`version\` of a channel that points at no version now,
\`previous_version\` of one that pointed at no version before. The texts of a revocation are empty where there is none.`

const ABOUT_FORMATS = `## Formats

When \`config.format\` is not \`hcp\`, the same events are sent in that format, signed in the same way. Texts that people have written are
escaped, so that they are not read as markup. Messages have links if the server knows its own address (\`--public-url\`). This is a revocation in each format.`

const FORMATS: readonly { readonly format: WebhookFormat; readonly about: string }[] = [
  { format: 'slack', about: 'For an incoming webhook of Slack. It answers `ok`, and its `Retry-After` is observed.' },
  {
    format: 'teams',
    about:
      'An adaptive card for a Power Automate workflow that posts it to a channel of Microsoft Teams ("When a Teams webhook request is received"). It answers 202.',
  },
  {
    format: 'cloudevents',
    about:
      '[CloudEvents](https://cloudevents.io) 1.0 in structured JSON (`application/cloudevents+json`). `type` is the source and the action, `data` the description and the payload as above. An event of more than 64 KiB leaves out the builds and has `buildsleftout`.',
  },
]

const ABOUT_VERIFICATION = `Sent before a webhook is enabled, and when the address, token or format of an enabled one changes. If the receiver does not accept it, the change is refused.`

const ABOUT_MAILS = `## E-mail

People can get the same events by e-mail, on the page Preferences or with \`AssayService_CreateOwnEmailSubscription\`: as plain text and as simple HTML. \`actions\` are
those of webhooks, \`*\` for all. An empty \`bucket_name\` means all buckets that the person may see; a subscription to one bucket takes precedence over one to all.
[ADR 39](adr/0039-people-have-themselves-told-by-e-mail.md) gives the reasons.

- What a person may see is decided when a mail is sent. Somebody who has lost a role, or was disabled, no longer gets the events that the role showed them.
- \`bundling\` decides which events share a mail. \`SOON\`: those within half a minute of the first; the next mail follows after five minutes at the earliest.
  \`HOURLY\`, \`DAILY\`: those within an hour, or a day, of the first. A mail has up to fifty events in full, and counts the rest.
- A mail that the mail server cannot take now is retried for a day, at growing intervals, and later events join it. One that it rejects permanently is given up
  at once. \`failure\` of \`AssayService_ListOwnEmailSubscriptions\` says why. An event that has waited for more than a day, plus the time of \`bundling\`, is no
  longer sent.
- After a crash a mail may be sent twice, with the same \`Message-ID\` unless more has happened.
- \`List-Unsubscribe\` and \`List-Unsubscribe-Post\` (RFC 8058) let mail programs end a subscription with one click, for a year, without signing in. The link in the
  mail asks for confirmation first.`
