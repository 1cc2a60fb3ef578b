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
    return `## ${action}\n\n${best.event_description} (\`${kinds.join('`, `')}\` in the registry's own words).\n\n${shown(best)}`
  })
  return `${stable()([PREFACE, `## Verification\n\n${ABOUT_VERIFICATION}\n\n${shown(verification)}`, ...sections, ABOUT_FORMATS, ...formats, ABOUT_MAILS].join('\n\n'))}\n\n`
}

const PREFACE = `<!-- Made by test/http/webhook-events.test.ts of what a registry has sent to it. Never edited. -->
# Events

All kinds of events are [at the end](#all-kinds-of-events). First what webhooks are sent, by the action to subscribe to; the source of all is \`${SOURCE}\`, and \`*\` stands for all actions. Each message is a POST of
JSON, and any status of 2xx within ten seconds accepts it; anything else has it sent again, at growing pauses, for 24 hours, and nothing that came later
is sent before, unless the receiver refused it for what it says: a status of 400, 413, 415 or 422 sets it aside. Where the webhook has a token, \`X-Hcp-Webhook-Signature\` is the HMAC-SHA512 of the body as it was sent, keyed by the token, in hex.

A message may come twice, when a server dies between sending it and noting that: then with the same \`event_id\`, which is the key to tell by.

What there is not is left out: \`builds\` of a version that has just begun, \`version\` of a channel that was left pointing at none, \`previous_version\` of one
that pointed at none. Texts of a revocation are empty where there is none.`

const ABOUT_FORMATS = `## Formats

A webhook whose \`config.format\` is not \`hcp\` is sent the same in another form, signed alike, where there is a token. What people have written stands in
them as it is, and means nothing to who shows it. Links are there where the server knows its address (\`--public-url\`). This is what they say of a revocation.`

const FORMATS: readonly { readonly format: WebhookFormat; readonly about: string }[] = [
  { format: 'slack', about: 'What an incoming webhook of Slack takes. It answers `ok`; `Retry-After` is heeded.' },
  {
    format: 'teams',
    about:
      'An adaptive card for the workflow of Power Automate that posts what it receives to a channel of Microsoft Teams ("When a Teams webhook request is received"). It answers 202.',
  },
  {
    format: 'cloudevents',
    about:
      '[CloudEvents](https://cloudevents.io) 1.0 in structured JSON (`application/cloudevents+json`). `type` is the source and the action, `data` the payload as above. An event of more than 64 KiB has no builds, and `buildsleftout`.',
  },
]

const ABOUT_VERIFICATION = `What a receiver is asked before its webhook is enabled, and when an enabled one gets another address, token or format.`

const ABOUT_MAILS = `## E-mail

A person who has asked for it (\`AssayService_CreateOwnEmailSubscription\`) is sent the same in words, as plain text and as simple HTML. \`actions\` are those of
webhooks, \`*\` for all; \`bucket_name\` is empty for all buckets that the person may see, and what they say of a bucket goes before what they say of all. The page You
has the same. Why it is so: [ADR 39](adr/0039-people-have-themselves-told-by-e-mail.md).

- What they may see is decided when a mail is sent: who has lost a role, or is disabled, is told nothing more of what that showed.
- \`bundling\` says how much comes in one mail. \`SOON\`: what happens within half a minute of the first, and the next comes five minutes later at the earliest. \`HOURLY\`, \`DAILY\`: what
  happens within an hour, or a day, of the first. Fifty are told in full, or what has room, the rest is counted.
- A mail that the server does not take now is tried again for a day, with growing pauses, and what happens meanwhile joins it. One that it refuses for ever is given up at
  once. \`failure\` of \`AssayService_ListOwnEmailSubscriptions\` says why. What is older than a day, beside the time in which
  it was gathered, is not told any more.
- After a crash a mail may be sent once more, under the same \`Message-ID\` unless more has happened.
- \`List-Unsubscribe\` and \`List-Unsubscribe-Post\` (RFC 8058) let mail programs end a subscription with one click, for a year, without signing in. Who follows the link is asked first.`
