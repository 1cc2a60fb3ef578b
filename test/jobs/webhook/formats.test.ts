// What the message formats do with text that users wrote: none of it means anything to the program that shows it, and all of it fits.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../../src/domain/record/event/event.ts'
import type { ReportedVersion } from '../../../src/domain/record/delivery/reported-version.ts'
import type { Notification } from '../../../src/domain/record/webhook/receiver.ts'
import { type WebhookFormat, webhookFormats } from '../../../src/domain/record/webhook/webhook.ts'
import { formatted } from '../../../src/jobs/webhook/formatted/formatted.ts'
import type { Json } from '../../support/client.ts'
import { anEvent, anOrganization, aProject } from '../../storage/arrange.ts'

const project = aProject(anOrganization())
const PUBLIC_URL = 'https://assay.example.com'

interface Written {
  readonly message?: string
  readonly actor?: string
  readonly bucket?: string
  readonly fingerprint?: string
  readonly channels?: readonly string[]
  readonly artifacts?: number
}

function revoked(written: Written): Notification {
  const { message = '', actor = 'ci', bucket = 'ubuntu', fingerprint = 'one', channels = [], artifacts = 0 } = written
  const version = {
    id: 'version',
    fingerprint,
    name: 'v3',
    status: 'revoked' as const,
    revokeAt: '2026-01-31T12:00:00.000Z',
    revocationMessage: message,
    revocationAuthor: actor,
  }
  const event: Event = anEvent(project, {
    kind: 'version.revoked',
    subject: 'version',
    action: 'revoke',
    description: 'Revoked version',
    actor: { type: 'service', id: 'ci', name: actor },
    payload: { bucket: { id: 'bucket', name: bucket }, version, skipDescendantsRevocation: false },
  })
  const build = {
    id: 'build',
    platform: 'aws',
    componentType: 'amazon-ebs.ubuntu',
    labels: {},
    artifacts: Array.from({ length: artifacts }, (_, n) => ({
      externalIdentifier: `ami-${n}`,
      region: 'eu-central-1',
    })),
  }
  const facts: ReportedVersion = {
    ...event,
    projectId: project.id,
    registryId: 'registry',
    bucket: { id: 'bucket', name: bucket },
    version,
    actorEmail: '',
    builds: [build],
    skipDescendantsRevocation: false,
    channel: null,
    previousVersion: null,
    previousBuilds: null,
  }
  return { kind: 'version', event, facts, channels }
}

const payloadOf = (format: WebhookFormat, told: Notification, publicUrl: string | null = PUBLIC_URL): Json =>
  JSON.parse(JSON.stringify(formatted(format, told, publicUrl).payload))

/** All objects in the value, at any depth. */
function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value
  for (const member of Object.values(value)) yield* objectsIn(member)
}

const MENTIONS =
  '<!channel> <@U123> <#C123> <!subteam^S1> <https://evil.example|click> &lt;!here&gt; *bold* ~gone~ `code` :tada:'

test('Slack sees no mention, link or mark in what people wrote', () => {
  const told = revoked({ message: MENTIONS, actor: '<!everyone>', channels: ['<!here>'], bucket: 'a|b>c' })
  const message = payloadOf('slack', told)
  assert.deepEqual([message.mrkdwn, message.unfurl_links, message.unfurl_media], [false, false, false])
  const texts = [...objectsIn(message.blocks)].filter(({ type }) => ['plain_text', 'mrkdwn'].includes(type as string))
  const page = `${PUBLIC_URL}/p/${project.id}/buckets/a%7Cb%3Ec/versions/one`
  assert.deepEqual(
    texts.filter(({ type }) => type === 'mrkdwn').map(({ text }) => text),
    ['*Why*', '*When*', '*Revoked since*', '*Channels now*', '*Fingerprint*', `<${page}|Look at it>`],
  )
  const plain = texts.filter(({ type }) => type === 'plain_text')
  assert.ok(plain.every(({ text, emoji }) => emoji === false && !/[<>]|&(?!(?:amp|lt|gt);)/.test(text as string)))
  assert.ok(
    plain.some(
      ({ text }) => text === MENTIONS.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ),
  )
  assert.equal((message.text as string).replace(` <${page}|Look at it>`, '').match(/[<>]/), null)
  assert.match(message.text, /^&lt;!everyone&gt; revoked version v3 of bucket a\|b&gt;c: &lt;!channel&gt;/)
})

test('Slack gets no more than it takes, cut between signs', () => {
  const told = revoked({ message: '<&>\u{1f600}'.repeat(400), actor: '&'.repeat(300), fingerprint: '<'.repeat(3000) })
  const message = payloadOf('slack', told)
  assert.ok(message.text.length < 4000 + PUBLIC_URL.length + 9100)
  for (const { type, text, fields, ...rest } of message.blocks) {
    const most = type === 'header' ? 150 : 3000
    if (text !== undefined && text.type === 'plain_text')
      assert.ok(text.text.length <= most, `${type} ${text.text.length}`)
    assert.deepEqual(Object.keys(rest as object), [])
    assert.ok((fields ?? []).length <= 10)
    for (const field of fields ?? []) assert.ok(field.text.length <= 2000 && field.text.length > 0)
  }
  for (const { type, text } of objectsIn(message))
    if (type === 'plain_text') {
      assert.ok((text as string).isWellFormed())
      assert.doesNotMatch(text, /&(?!(?:amp|lt|gt);)/)
    }
})

test('Teams sees no Markdown, mention or function in what people wrote', () => {
  const written =
    '**bold** [click](https://evil.example) <at>everyone</at> {{DATE(2026-01-01T00:00:00Z, SHORT)}} {{{x}}}\n# Title'
  const card = payloadOf('teams', revoked({ message: written, bucket: '[x](javascript:alert(1))' })).attachments[0]
    .content
  for (const block of card.body)
    assert.deepEqual([block.type, Object.keys(block as object)], ['RichTextBlock', ['type', 'inlines']])
  const runs = [...objectsIn(card.body)].filter(({ type }) => type === 'TextRun')
  assert.ok(
    runs.some(({ text }) => (text as string).startsWith('**bold** [click](https://evil.example) < at>everyone< /at>')),
  )
  for (const run of runs) {
    assert.doesNotMatch(run.text, /\{\{|<\/?at/i)
    assert.equal(Object.hasOwn(run, 'selectAction'), false)
  }
  assert.equal(card.msteams.entities, undefined)
  assert.deepEqual(card.actions, [
    {
      type: 'Action.OpenUrl',
      title: 'Look at it',
      url: `${PUBLIC_URL}/p/${project.id}/buckets/%5Bx%5D(javascript%3Aalert(1))/versions/one`,
    },
  ])
})

test('Teams gets what an adaptive card is made of, and far less than 28 KB', () => {
  const message = payloadOf('teams', revoked({ message: '\u{1f600}'.repeat(512), channels: ['x'.repeat(9000)] }))
  assert.equal(message.type, 'message')
  const [{ contentType, contentUrl, content }] = message.attachments
  assert.deepEqual(
    [message.attachments.length, contentType, contentUrl, content.type, content.version, content.$schema],
    [
      1,
      'application/vnd.microsoft.card.adaptive',
      null,
      'AdaptiveCard',
      '1.4',
      'http://adaptivecards.io/schemas/adaptive-card.json',
    ],
  )
  assert.ok(Buffer.byteLength(JSON.stringify(message)) < 20_000)
  assert.equal(Object.hasOwn(payloadOf('teams', revoked({}), null).attachments[0].content as object, 'actions'), false)
})

/** What the schema cloudevents.json of CloudEvents 1.0.2 requires, and what its text requires of names and types. */
function assertCloudEvent(event: Json): void {
  const { specversion, id, source, type, subject, time, datacontenttype, data, ...extensions } = event
  assert.equal(specversion, '1.0')
  for (const text of [id, source, type]) assert.ok(typeof text === 'string' && text !== '')
  assert.ok(URL.canParse(source as string, PUBLIC_URL) && !/\s/.test(source as string))
  if (subject !== undefined) assert.ok(typeof subject === 'string' && subject !== '')
  if (time !== undefined) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/)
  assert.equal(datacontenttype, 'application/json')
  assert.equal(typeof data, 'object')
  for (const [name, value] of Object.entries(extensions as object)) {
    assert.match(name, /^[a-z0-9]{1,20}$/)
    assert.ok(['string', 'boolean', 'number'].includes(typeof value))
  }
}

test('CloudEvents are what their specification says, and no larger than those on the way take', () => {
  const usual = payloadOf('cloudevents', revoked({ message: 'CVE-2026-1234' }))
  assertCloudEvent(usual)
  assert.deepEqual(
    [usual.type, usual.subject, usual.source, usual.data.version.revocation_message, usual.data.builds.length],
    [
      ...['hashicorp.packer.version.revoke', 'bucket/ubuntu/version/one'],
      `${PUBLIC_URL}/packer/project/${project.id}/registry/registry`,
      ...['CVE-2026-1234', 1],
    ],
  )
  assert.match(usual.id, /^packer\.event:/)
  assertCloudEvent(payloadOf('cloudevents', revoked({}), null))
  assertCloudEvent(payloadOf('cloudevents', { kind: 'verification', id: 'one' }))
  const large = payloadOf('cloudevents', revoked({ artifacts: 2000 }))
  assertCloudEvent(large)
  assert.deepEqual([large.buildsleftout, large.data.builds], [true, undefined])
  assert.ok(Buffer.byteLength(JSON.stringify(large)) < 64 * 1024)
  assert.equal(formatted('cloudevents', revoked({}), null).contentType, 'application/cloudevents+json')
})

test('every format says what happened to who is asked whether it is there', () => {
  for (const format of webhookFormats) {
    const payload = payloadOf(format, { kind: 'verification', id: 'one' })
    assert.match(JSON.stringify(payload), /erif|will be told/)
  }
})

test('signs that nobody sees, that end lines or that turn text around are not passed on', () => {
  const told = revoked({ message: 'one\r\ntwo\u202Eevil\u0000\u200B', actor: 'a\nb\u2028c' })
  const slack = payloadOf('slack', told)
  assert.equal(slack.blocks[0].text.text, 'a b c revoked version v3 of bucket ubuntu')
  assert.equal(slack.blocks[1].fields[1].text, 'one\ntwo evil')
  assert.doesNotMatch(JSON.stringify(payloadOf('teams', told)), /\\u202e|\u202e|\\u0000|\u2028/i)
})
