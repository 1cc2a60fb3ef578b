// Requests to Splunk, Datadog and CloudWatch, over TLS, to services that check them against the vendors' documentation.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { AwsConfig } from '../../../src/config/aws-environment.ts'
import { later } from '../../../src/domain/clock.ts'
import type { Event } from '../../../src/domain/record/event/event.ts'
import { faultIn } from '../../../src/domain/record/stream/destination.ts'
import { partsOf, type Target } from '../../../src/domain/record/stream/target.ts'
import {
  destinationSenders,
  type DestinationSenders,
} from '../../../src/jobs/stream/destination/destination-senders.ts'
import { intakeOf } from '../../../src/jobs/stream/destination/send-to-datadog.ts'
import type { BatchOutcome, StreamedEntry } from '../../../src/jobs/stream/send-batch.ts'
import { EXTERNAL_ID, PLATFORM_TOKEN, ROLE } from '../../support/fake-aws.ts'
import { stillClock } from '../../support/identity.ts'
import { DD_API_KEY, HEC_TOKEN, type LogServices, startLogServices } from '../../support/log-services.ts'

const NOW = '2026-11-27T12:00:00.000Z'

function entry(position: number, at: string = NOW, weight = 0): StreamedEntry {
  const id = String(position)
  const event: Event = {
    ...{ id, kind: 'project.created', form: 1, organizationId: 'of-all', projectId: null, at },
    ...{ subject: 'project', action: 'create', description: 'Created project' },
    ...{ actor: { type: 'service', id: 'somebody', name: 'somebody' }, address: '', requestId: '' },
    ...{ bucketId: '', versionId: '', payload: {} },
  }
  const metadata = { weight: 'x'.repeat(weight) }
  return { event, entry: { id, control_plane_event: { action: 'CREATE', metadata } }, position, ledger: 'one' }
}

const many = (count: number, weight: number) => Array.from({ length: count }, (_, n) => entry(n + 1, NOW, weight))
const failureOf = (outcome: BatchOutcome) => (outcome.accepted ? null : outcome.why)

describe('what destinations are sent', () => {
  let services: LogServices
  let folder: string
  before(async () => {
    services = await startLogServices()
    folder = await mkdtemp(join(tmpdir(), 'assay-aws-'))
  })
  after(async () => {
    services.close()
    await rm(folder, { recursive: true })
  })

  const clock = stillClock()
  const sendersBy = (aws: AwsConfig): DestinationSenders => destinationSenders({ ask: services.ask, clock, aws })
  const send = (
    target: Target,
    entries: readonly StreamedEntry[],
    senders = sendersBy(services.aws.withKey),
  ): Promise<BatchOutcome> =>
    senders[target.kind]({ name: 'it', ...partsOf(target) })(entries, new AbortController().signal)

  const splunk = (token = HEC_TOKEN): Target => ({ kind: 'splunk', url: services.splunk, token })
  const datadog = (apiKey = DD_API_KEY): Target => ({
    kind: 'datadog',
    url: services.datadog,
    apiKey,
    applicationKey: 'application',
  })
  const group = (logGroup: string, externalId = EXTERNAL_ID): Target => ({
    ...{ kind: 'cloudwatch', region: 'eu-west-1', roleArn: ROLE, externalId },
    ...{ logGroup, logStream: 'of-all' },
  })

  test('Splunk is sent events, one to a line, under its token', async () => {
    assert.deepEqual(await send(splunk(), [entry(1), entry(2, '2026-11-27T12:00:00.250Z')]), { accepted: true })
    const [{ events, headers } = assert.fail()] = services.taken.splunk.splice(0)
    assert.equal(headers['content-type'], 'application/json')
    assert.deepEqual(
      events.map(({ time, source, event }) => [time, source, event.id]),
      [
        [Date.parse(NOW) / 1000, 'assay', '1'],
        [Date.parse(NOW) / 1000 + 0.25, 'assay', '2'],
      ],
    )
  })

  test('Splunk is sent no more than a megabyte at once, and of what is larger the metadata is left out', async () => {
    const entries = [...many(5, 300_000), entry(6, NOW, 2_000_000)]
    assert.deepEqual(await send(splunk(), entries), { accepted: true })
    const requests = services.taken.splunk.splice(0)
    const ids = requests.flatMap(({ events }) => events.map(({ event }) => event.id))
    assert.deepEqual(ids, ['1', '2', '3', '4', '5', '6'])
    assert.deepEqual(
      requests.map(({ events }) => events.length),
      [3, 3],
    )
    const { control_plane_event: event } = requests[1]?.events[2]?.event
    assert.deepEqual(event, { action: 'CREATE', metadata: { left_out: '2000077 bytes are more than fit here' } })
  })

  test('CloudWatch is asked nothing more once the time is over', async () => {
    const ending = new AbortController()
    const asked: string[] = []
    const ask: LogServices['ask'] = (request) => {
      const action = request.headers['x-amz-target']
      if (action !== undefined) {
        asked.push(action)
        ending.abort(new Error('its time is over'))
      }
      return services.ask(request)
    }
    const target = group('cut-short')
    const senders = destinationSenders({ ask, clock, aws: services.aws.withKey })
    await assert.rejects(senders[target.kind]({ name: 'it', ...partsOf(target) })([entry(1)], ending.signal), {
      message: 'its time is over',
    })
    assert.deepEqual(asked, ['Logs_20140328.PutLogEvents'])
  })

  test('Datadog is sent logs, packed, with the time where it believes it', async () => {
    const old = later(clock.now(), -18 * 3_600_000)
    assert.deepEqual(await send(datadog(), [entry(1, old), entry(2, clock.now())]), { accepted: true })
    const [{ events, headers } = assert.fail()] = services.taken.datadog.splice(0)
    assert.deepEqual([headers['content-encoding'], headers['dd-application-key']], ['gzip', 'application'])
    const common = { ddsource: 'assay', service: 'assay', ddtags: 'organization:of-all', message: 'Created project' }
    assert.deepEqual(events, [
      { ...common, audit: entry(1).entry },
      { ...common, timestamp: clock.now(), audit: entry(2).entry },
    ])
  })

  test('Datadog is sent no more than five megabytes and no more than a thousand logs at once', async () => {
    await send(datadog(), [...many(8, 800_000), ...many(1500, 0)])
    const requests = services.taken.datadog.splice(0)
    assert.equal(requests.flatMap(({ events }) => events).length, 1508)
    assert.ok(requests.every(({ bytes, events }) => bytes <= 5_000_000 && events.length <= 1000))
    assert.equal(requests.length, 3)
  })

  test('a site of Datadog stands for its intake, and an address with a path for itself', () => {
    const intakes = {
      'https://app.datadoghq.com': 'https://http-intake.logs.datadoghq.com/api/v2/logs',
      'https://us5.datadoghq.com/': 'https://http-intake.logs.us5.datadoghq.com/api/v2/logs',
      'https://api.datadoghq.eu': 'https://http-intake.logs.datadoghq.eu/api/v2/logs',
      'https://http-intake.logs.ap1.datadoghq.com': 'https://http-intake.logs.ap1.datadoghq.com/api/v2/logs',
      'https://proxy.example.com': 'https://proxy.example.com/api/v2/logs',
      'https://proxy.example.com/logs': 'https://proxy.example.com/logs',
    }
    for (const [endpoint, intake] of Object.entries(intakes)) assert.equal(intakeOf(endpoint), intake)
  })

  test('what answers well and is not Splunk has taken nothing, and is told as what it is: an address that is wrong', async () => {
    for (const body of ['<html>', '', '{"status":"ok"}', '{"code":"0"}']) {
      services.answer('splunk', { status: 200, body })
      const why = failureOf(await send(splunk(), [entry(1)])) ?? assert.fail(`${body} is taken for Splunk`)
      assert.match(
        why,
        /^answers as something else than Splunk's HTTP Event Collector: with the status 200 and .*address/,
      )
      assert.equal(faultIn(why), 'user')
    }
    services.answer('splunk', { status: 200, body: '{"code":6,"text":"Invalid data format"}' })
    const why = failureOf(await send(splunk(), [entry(1)]))
    assert.equal(why, 'refuses what it is sent, with the status 200: Invalid data format')
    services.answer('splunk', null)
  })

  test('what a service does not take is told in its own words', async () => {
    assert.equal(
      failureOf(await send(splunk('nobody'), [entry(1)])),
      'refuses what it is sent, with the status 403: Invalid token',
    )
    assert.equal(
      failureOf(await send(datadog('nobody'), [entry(1)])),
      'refuses what it is sent, with the status 403: API key is missing or invalid',
    )
    services.answer('splunk', { status: 503, body: '{"text":"Server is busy","code":9}' })
    assert.equal(failureOf(await send(splunk(), [entry(1)])), 'answered with the status 503: Server is busy')
    services.answer('splunk', null)
    services.answer('datadog', { status: 307, body: '' })
    assert.match(failureOf(await send(datadog(), [entry(1)])) ?? '', /^refuses what it is sent, with the status 307/)
    services.answer('datadog', null)
    const nobody: Target = { kind: 'splunk', url: 'https://localhost:1/x', token: 'x' }
    assert.equal(failureOf(await send(nobody, [entry(1)])), 'refuses connections')
  })

  test('CloudWatch is sent events by the role, into a group and a stream that are made for them', async () => {
    const { aws } = services
    const senders = sendersBy(aws.withKey)
    aws.asked.length = 0
    assert.deepEqual(await send(group('/hashicorp/made'), [entry(1)], senders), { accepted: true })
    assert.deepEqual(aws.asked.splice(0), [
      ...['AssumeRole', 'PutLogEvents', 'CreateLogStream', 'CreateLogGroup', 'CreateLogStream', 'PutLogEvents'],
    ])
    await send(group('/hashicorp/made'), [entry(2)], senders)
    assert.deepEqual(aws.asked.splice(0), ['PutLogEvents'])
    assert.deepEqual(aws.groups.get('/hashicorp/made')?.streams.get('of-all'), [
      { timestamp: Date.parse(NOW), message: JSON.stringify(entry(1).entry) },
      { timestamp: Date.parse(NOW), message: JSON.stringify(entry(2).entry) },
    ])
  })

  test('a role that may make no groups is enough where somebody has made one', async () => {
    const { aws } = services
    aws.groups.set('/hashicorp/theirs', { streams: new Map() })
    aws.denied.add('CreateLogGroup')
    assert.deepEqual(await send(group('/hashicorp/theirs'), [entry(1)]), { accepted: true })
    assert.equal(
      failureOf(await send(group('/hashicorp/nobodys'), [entry(1)])),
      'refuses what it is sent, with the status 400: AWS CloudWatch Logs: AccessDeniedException: not authorized to perform: logs:CreateLogGroup',
    )
    aws.denied.clear()
  })

  test('CloudWatch is sent what it takes at once, in the order of time, a day at most', async () => {
    const { aws } = services
    aws.puts.length = 0
    const at = (hours: number) => later(NOW, hours * 3_600_000)
    const entries = [
      ...many(4, 400_000),
      entry(5, at(-30)),
      entry(6, at(-29)),
      entry(7, at(1)),
      entry(8, NOW, 1_200_000),
    ]
    assert.deepEqual(await send(group('/hashicorp/large'), entries), { accepted: true })
    const ids = (aws.groups.get('/hashicorp/large')?.streams.get('of-all') ?? []).map(
      ({ message }) => JSON.parse(message).id,
    )
    assert.deepEqual(ids, ['5', '6', '1', '2', '3', '4', '8', '7'])
    assert.deepEqual(
      aws.puts.map(({ events }) => events),
      [2, 2, 4],
    )
  })

  test('what is older than CloudWatch keeps is counted as left out, and not sent again', async () => {
    const { aws } = services
    aws.keptFrom = Date.parse(NOW) - 3_600_000
    const entries = [entry(1, later(NOW, -30 * 3_600_000)), entry(2, later(NOW, -2 * 3_600_000)), entry(3)]
    assert.deepEqual(await send(group('/hashicorp/short'), entries), {
      accepted: true,
      leftOut: { count: 2, why: 'has left out what is older than its log group keeps' },
    })
    aws.keptFrom = 0
  })

  test('access is asked for again before it ends, and anew after it was refused', async () => {
    const { aws } = services
    const senders = sendersBy(aws.withKey)
    aws.expiration = Date.parse(clock.now()) / 1000 + 3600
    await send(group('/hashicorp/ends'), [entry(1)], senders)
    clock.advance(50 * 60_000)
    aws.asked.length = 0
    await send(group('/hashicorp/ends'), [entry(2)], senders)
    assert.deepEqual(aws.asked.splice(0), ['PutLogEvents'])
    clock.advance(6 * 60_000)
    aws.expiration = 4_000_000_000
    await send(group('/hashicorp/ends'), [entry(3)], senders)
    assert.deepEqual(aws.asked.splice(0), ['AssumeRole', 'PutLogEvents'])
    aws.denied.add('PutLogEvents')
    await send(group('/hashicorp/ends'), [entry(4)], senders)
    aws.denied.clear()
    aws.asked.length = 0
    await send(group('/hashicorp/ends'), [entry(4)], senders)
    assert.deepEqual(aws.asked.splice(0), ['AssumeRole', 'PutLogEvents'])
  })

  test('a role that may not be assumed, and a server that is nobody to AWS, are told as what they are', async () => {
    assert.match(
      failureOf(await send(group('/hashicorp/x', 'of-somebody-else'), [entry(1)])) ?? '',
      /^refuses what it is sent, with the status 403: AWS STS: AccessDenied: User: \S+ is not authorized to perform: sts:AssumeRole$/,
    )
    const nobody = sendersBy({ own: null, endpoints: services.aws.endpoints })
    assert.match(
      failureOf(await send(group('/hashicorp/x'), [entry(1)], nobody)) ?? '',
      /^was not sent anything: this registry is nobody to AWS\. Whoever runs it sets AWS_ACCESS_KEY_ID/,
    )
  })

  test('a server that its platform vouches for reads the token whenever it asks', async () => {
    const tokenFile = join(folder, 'token')
    const senders = sendersBy(services.aws.withWebIdentity(tokenFile))
    assert.match(
      failureOf(await send(group('/hashicorp/web'), [entry(1)], senders)) ?? '',
      /^was not sent anything: the token of this registry's own role cannot be read \(ENOENT\)\. [^/]+$/,
    )
    await writeFile(tokenFile, 'of.somebody.else\n')
    assert.match(failureOf(await send(group('/hashicorp/web'), [entry(1)], senders)) ?? '', /InvalidIdentityToken/)
    await writeFile(tokenFile, `${PLATFORM_TOKEN}\n`)
    services.aws.asked.length = 0
    assert.deepEqual(await send(group('/hashicorp/web'), [entry(1)], senders), { accepted: true })
    assert.deepEqual(services.aws.asked.slice(0, 2), ['AssumeRoleWithWebIdentity', 'AssumeRole'])
  })
})
