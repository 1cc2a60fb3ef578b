// Kills a server over and over, at random moments and at its commits, while writers write. After each restart on the same data
// it looks for everything that was acknowledged, and for halves of what was not. A registry that nobody kills says what should
// be there: it gets the same acts, one writer after the other.
import assert from 'node:assert/strict'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseLocation } from '../../src/storage/engine/dialect.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { startRegistry } from '../support/registry.ts'
import { type Account, accountOf, readTables } from './account.ts'
import type { Api } from './acts.ts'
import { livingIn } from './living.ts'
import { mortalPlaces } from './mortal-places.ts'
import { apiOf, type Ending, type Fate, type MortalServer, type MortalSettings, startMortal } from './mortal-server.ts'
import { below, oneOf, type Random } from './random.ts'
import { requirePromises, requireWhole } from './whole.ts'
import { isGone, type Writer } from './writer.ts'

export interface Killing {
  readonly database: TestDatabase
  readonly times: number
  readonly random: Random
  readonly writers: readonly Writer[]
  /** How many acts are acknowledged before the first kill. */
  readonly calm: number
}

export interface Tally {
  /** How often a server died in which way. */
  readonly kills: Record<string, number>
  acknowledged: number
  /** Requests sent before a kill and not answered: carried out all the same, or not at all. */
  unansweredDone: number
  unansweredAbsent: number
}

const MOST_ACTS = 60
/** Turns of the event loop here, so that a kill meets whatever the server does after an acknowledgement. */
const MOST_TURNS = 300
/** A server commits about five times while it starts. */
const MOST_COMMITS = 50

export async function killServer(killing: Killing, ending: Ending): Promise<Tally> {
  const { times, random, writers } = killing
  const scene = await arrange(killing, ending)
  const tally: Tally = { kills: {}, acknowledged: 0, unansweredDone: 0, unansweredAbsent: 0 }
  const count = (way: string) => (tally.kills[way] = (tally.kills[way] ?? 0) + 1)
  const servers: MortalServer[] = []
  for (const settings of scene.settings) servers.push((await startMortal(ending, settings, null)) ?? assert.fail())
  let tokens = await Promise.all(servers.map((server) => server.logIn()))
  let fated = null as { readonly victim: number; readonly fate: Fate } | null

  for (let kill = 0; kill < times; kill += 1) {
    const victim = fated?.victim ?? below(random, servers.length)
    const server = servers[victim] ?? assert.fail()
    const acts = kill === 0 ? killing.calm : 1 + below(random, MOST_ACTS)
    let done = 0
    let isOver = false
    const onDone = () => {
      done += 1
      // A server that was to die at a commit that never comes is killed in the end.
      if (done === (fated === null ? acts : 4 * MOST_COMMITS)) void turns(below(random, MOST_TURNS)).then(server.kill)
    }
    const work = writers.map((writer, index) => {
      const at = index % servers.length
      return writer.work(servers[at]!.api(tokens[at]!), () => isOver, onDone)
    })
    // A writer that gets a response it must not get ends the run at once.
    await Promise.race([server.gone, Promise.all(work).then(() => server.gone)])
    isOver = true
    await Promise.all(work)
    await scene.quiet()
    count(fated === null ? 'at a moment' : fated.fate.pattern === '^commit$' ? 'before a commit' : 'after a commit')

    const settings = scene.settings[victim] ?? assert.fail()
    const fate = random() < 0.4 ? null : fateOf(random)
    const early = await reborn(ending, settings, fate, tokens[victim]!)
    if (early === null) {
      count('while it starts')
      await scene.quiet()
    }
    const { server: next, token } = early ?? (await reborn(ending, settings, null, tokens[victim]!)) ?? assert.fail()
    servers[victim] = next
    fated = early && fate && { victim, fate }
    if (random() < 0.5) tokens = tokens.with(victim, token)
    await scene.compare(tally)
  }
  for (const server of servers) server.kill()
  await Promise.all(servers.map(({ gone }) => gone))
  return tally
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn()
}

/**
 * Restarts the server. A token that was issued before the kill must still be valid, and a new one must be available. Null when
 * the server met its fate meanwhile.
 */
async function reborn(ending: Ending, settings: MortalSettings, fate: Fate | null, token: string) {
  const server = await startMortal(ending, settings, fate)
  if (server === null) return null
  try {
    const { status } = await server.as(token).send({ method: 'GET', path: '/iam/2019-12-10/caller-identity' })
    assert.equal(status, 200, 'a token that was given is not known after the kill')
    return { server, token: await server.logIn() }
  } catch (error) {
    if (fate === null || !isGone(error)) throw error
    await server.gone
    return null
  }
}

const fateOf = (random: Random): Fate => ({
  pattern: oneOf(random, ['^commit$', '^committed$']),
  nth: below(random, MOST_COMMITS),
})

async function arrange({ database, writers }: Killing, ending: Ending) {
  const { settings, databaseUrl, location } = await mortalPlaces(database, ending)
  const calm = await startCalm(ending)
  return {
    settings,
    quiet: () => (databaseUrl === null ? Promise.resolve() : quiet(databaseUrl)),
    compare: (tally: Tally) => compare(location, calm, writers, tally),
  }
}

interface Calm {
  readonly api: Api
  readonly account: () => Promise<Account>
}

async function startCalm(ending: Ending): Promise<Calm> {
  const registry = await startRegistry(databases().find(({ name }) => name === 'sqlite') ?? assert.fail())
  ending.after(registry.close)
  const { organizationId, projectId, admin, location } = registry
  return {
    api: apiOf(admin, `/packer/2023-01-01/organizations/${organizationId}/projects/${projectId}`),
    account: async () => accountOf(livingIn(await readTables(location))),
  }
}

async function compare(location: DatabaseLocation, calm: Calm, writers: readonly Writer[], tally: Tally) {
  const all = await readTables(location)
  requirePromises(all)
  const tables = livingIn(all)
  requireWhole(tables)
  const found = accountOf(tables)
  for (const writer of writers)
    for (const { act, status } of writer.takeDone()) {
      tally.acknowledged += 1
      const answer = await calm.api.write(await act.request(calm.api))
      assert.equal(answer.status, status, `${act.name} was answered otherwise where nobody is killed`)
    }
  const expected = await calm.account()
  for (const writer of writers) {
    const act = writer.unanswered()
    if (act === null) continue
    const wasDone = !isSame(expected, found, writer.name)
    if (wasDone) await calm.api.write(await act.request(calm.api))
    writer.settle(wasDone)
    tally[wasDone ? 'unansweredDone' : 'unansweredAbsent'] += 1
  }
  const whole = await calm.account()
  for (const name of new Set([...whole.keys(), ...found.keys()])) assert.deepEqual(found.get(name), whole.get(name))
}

const isSame = (one: Account, other: Account, name: string) =>
  JSON.stringify(one.get(name) ?? []) === JSON.stringify(other.get(name) ?? [])

/** Waits until the database has ended the transactions of a killed server. */
async function quiet(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const busy = `select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle'`
    while ((await client.query(busy)).rowCount !== 0) await pause(5)
  } finally {
    await client.end()
  }
}
