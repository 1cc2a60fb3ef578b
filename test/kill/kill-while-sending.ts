// Kills servers while they send to a stream and to three receivers, of which one fails half of the time and one is slow, and checks
// what came: each has had every event, in ledger order. An event that came again is the same, follows a kill, and is no older than
// what the server that died may not have recorded yet (ADR 32).
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { openStore } from '../../src/storage/open.ts'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import type { Client } from '../support/client.ts'
import type { TestDatabase } from '../support/databases.ts'
import { mortalPlaces } from './mortal-places.ts'
import { type Ending, type MortalServer, startMortal } from './mortal-server.ts'
import { below, type Random } from './random.ts'
import { streamWhileKilled } from './stream-while-killed.ts'
import { isGone } from './writer.ts'

export interface SendingKills {
  readonly database: TestDatabase
  readonly random: Random
  readonly kills: number
  readonly events: number
}

/** For each receiver: how many events it accepted, and how many of those came again. */
export interface SendingTally {
  readonly name: string
  readonly came: number
  readonly again: number
}

const SLOW_MS = 20
/** How many messages come between two kills, on average, while events are sent. */
const HEARD_BETWEEN = 20
/** Outcomes that a server may write together (jobs/webhook/deliver.ts): at most so many are sent again. */
const TOGETHER = 10
const names = ['steady', 'failing', 'slow'] as const
const BUCKET = 'told'

interface Came {
  readonly eventId: string
  readonly text: string
  readonly accepted: boolean
}

export async function killWhileSending(
  { database, random, kills, events }: SendingKills,
  ending: Ending,
): Promise<readonly SendingTally[]> {
  const { settings, location } = await mortalPlaces(database, ending)
  const receivers = await Promise.all(names.map((name) => startReceiver(name, random, ending)))
  const [first] = settings
  const stream = await streamWhileKilled(random, ending)
  const streamsFile = join(first?.folder ?? assert.fail(), '..', 'streams.json')
  await writeFile(streamsFile, stream.settings)
  const environment = {
    ASSAY_ALLOW_PRIVATE: '127.0.0.1',
    ASSAY_WEBHOOKS_OVER_HTTP: 'true',
    ASSAY_STREAMS: streamsFile,
    // The first server makes this file.
    ...(settings.length > 1 ? { ASSAY_SECRET_KEYS: join(first?.folder ?? '', 'secret.keys') } : {}),
  }
  const servers: MortalServer[] = []
  const start = async (index: number) => {
    const own = settings[index] ?? assert.fail()
    const shared = index === 0 ? { ...environment, ASSAY_SECRET_KEYS: '' } : environment
    return (await startMortal(ending, { ...own, environment: shared }, null)) ?? assert.fail('it was to live')
  }
  for (const index of settings.keys()) servers.push(await start(index))
  let token = await servers[0]!.logIn()
  const client = () => servers[0]!.as(token)
  await client().ok('PackerService_CreateBucket', { body: { name: BUCKET } })
  for (const { name, url } of receivers) await subscribe(client(), name, url)

  const killOne = async () => {
    const victim = below(random, servers.length)
    servers[victim]!.kill()
    await servers[victim]!.gone
    servers[victim] = await start(victim)
    token = await servers[0]!.logIn()
  }

  let made = 0
  const killsWhileMade = Math.ceil(kills / 2)
  const killAt = Array.from({ length: killsWhileMade }, () => below(random, events)).sort((one, other) => one - other)
  for (let event = 0; event < events;) {
    while (killAt[0] !== undefined && killAt[0] <= event) {
      killAt.shift()
      await pause(below(random, 200))
      await killOne()
    }
    made += (await happen(client(), event++)) ? 1 : 0
  }
  assert.equal(made, events)
  // A server that gets many requests delays what it has to send: the remaining kills come when it gets to send.
  const heard = () => receivers.reduce((sum, { came }) => sum + came.length, 0)
  const isAllSent = () => receivers.every(({ came }) => acceptedOf(came).size >= events)
  let killsWhileSent = 0
  for (let killed = killsWhileMade; killed < kills; killed += 1) {
    const enough = heard() + below(random, 2 * HEARD_BETWEEN)
    while (heard() < enough && !isAllSent()) await pause(1)
    if (!isAllSent()) killsWhileSent += 1
    await killOne()
  }
  assert.ok(killsWhileSent > 0, 'all was sent before servers were killed while they send')
  const expected = await inTheirOrder(location, events)
  while (!isAllSent() || !stream.has(expected)) await pause(50)
  await pause(200)
  for (const server of servers) server.kill()
  await Promise.all(servers.map(({ gone }) => gone))
  return [
    ...receivers.map(({ name, came }) => tallyOf(name, came, { expected, kills })),
    { name: 'streamed', came: expected.length, again: stream.judge(expected, kills) },
  ]
}

/** Creates one more version. When no response comes it tries again, and may learn that the version exists. */
async function happen(client: Client, number: number): Promise<boolean> {
  for (;;)
    try {
      const params = { bucket_name: BUCKET }
      const { status } = await client.call('PackerService_CreateVersion', {
        params,
        body: { fingerprint: `f-${number}` },
      })
      if (status === 200 || status === 409) return true
      assert.equal(status, 503)
    } catch (error) {
      if (!isGone(error)) throw error
      await pause(10)
    }
}

async function startReceiver(name: (typeof names)[number], random: Random, ending: Ending) {
  const came: Came[] = []
  const server = createServer((request, response) => {
    const answer = async () => {
      const sent = await text(request)
      const { event_id: eventId, event_action: action } = JSON.parse(sent)
      const accepted = name !== 'failing' || action === 'test' || random() < 0.5
      if (action !== 'test') came.push({ eventId, text: sent, accepted })
      if (name === 'slow') await pause(SLOW_MS)
      if (accepted) response.end()
      else if (random() < 0.5) response.writeHead(500).end()
      else request.socket.destroy()
    }
    answer().catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ending.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { name, came, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}` }
}

async function subscribe(client: Client, name: string, url: string): Promise<void> {
  const { project } = await projectOf(client)
  await client.ok('WebhookService_CreateWebhook', {
    params: { parent_resource_name: `project/${project}` },
    body: {
      name,
      enabled: true,
      config: { url, hmac_key: 'token' },
      subscriptions: [{ events: [{ action: 'create', source: 'hashicorp.packer.version' }] }],
    },
  })
}

async function projectOf(client: Client): Promise<{ readonly project: string }> {
  const { registry } = await client.ok('PackerService_GetRegistry', {})
  return { project: registry.location.project_id as string }
}

/** The ids of the version events in ledger order, once all of them have positions. */
async function inTheirOrder(location: DatabaseLocation, events: number): Promise<readonly string[]> {
  const store = await openStore(location)
  try {
    for (;;) {
      const [ledger] = (await store.ledgers.listHeads('', 10)).filter(
        ({ ledger, organizationId }) => ledger !== organizationId,
      )
      const ids: string[] = []
      for (let position = 0; ledger !== undefined;) {
        const some = await store.ledgers.after(ledger.ledger, position, { events: 500, bytes: 1_000_000 })
        if (some.length === 0) break
        position = some.at(-1)?.position ?? position
        ids.push(...some.filter(({ event }) => event.kind === 'version.created').map(({ event }) => event.id))
      }
      if (ids.length >= events) return ids
      await pause(100)
    }
  } finally {
    await store.close()
  }
}

/** The accepted events, each once, however often it came. */
const acceptedOf = (came: readonly Came[]): ReadonlySet<string> =>
  new Set(came.flatMap(({ accepted, eventId }) => (accepted ? [eventId] : [])))

interface Happened {
  readonly expected: readonly string[]
  readonly kills: number
}

function tallyOf(name: string, came: readonly Came[], { expected, kills }: Happened): SendingTally {
  const places = new Map(expected.map((id, place) => [`packer.event:${id}`, place]))
  const texts = new Map<string, string>()
  let last = -1
  let due = 0
  let returns = 0
  for (const { eventId, text, accepted } of came) {
    const place = places.get(eventId) ?? assert.fail(`${name} was told of ${eventId}, which did not happen`)
    assert.ok(place <= due, `${name} was told of event ${place} before event ${due}`)
    assert.ok(place > last - TOGETHER, `${name} was told of event ${place} again after event ${last}`)
    if (place < due) returns += 1
    assert.equal(text, texts.get(eventId) ?? text, `${name} was told something else under the same id`)
    texts.set(eventId, text)
    last = place
    due = accepted ? place + 1 : place
  }
  const accepted = acceptedOf(came)
  assert.equal(accepted.size, expected.length, `${name} accepted ${accepted.size} of ${expected.length} events`)
  assert.ok(returns <= kills, `${name} was told of what it had had ${returns} times, after ${kills} kills`)
  return { name, came: accepted.size, again: came.filter((each) => each.accepted).length - accepted.size }
}

/** A summary in one line. */
export const toldOfSending = (tallies: readonly SendingTally[]): string =>
  tallies
    .map(({ name, came, again }) => `the ${name} receiver had ${came} events in order, and ${again} of them again`)
    .join('; ')
