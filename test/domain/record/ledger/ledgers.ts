// Ledgers to seal and to verify: events of several projects, written directly instead of by use cases.
import type { TestContext } from 'node:test'
import type { Context } from '../../../../src/domain/context.ts'
import type { Project } from '../../../../src/domain/organization/organization.ts'
import { registryActor } from '../../../../src/domain/principal/principal.ts'
import type { Event } from '../../../../src/domain/record/event/event.ts'
import type { SealedEvent } from '../../../../src/domain/record/ledger/ledger.ts'
import type { OnSealed } from '../../../../src/domain/record/ledger/on-sealed.ts'
import { sealEvents } from '../../../../src/domain/record/ledger/seal-events.ts'
import { connect } from '../../../../src/storage/engine/dialect.ts'
import { type OpenStore, openStore } from '../../../../src/storage/open.ts'
import { anEvent, at, newId, storedProject } from '../../../storage/arrange.ts'
import type { TestDatabase } from '../../../support/databases.ts'

/** A database of its own with a project, its store, and a connection that bypasses the store. */
export async function ledgersOn(t: TestContext, database: TestDatabase) {
  const { location, drop } = await database.create()
  const [store, past] = [await openStore(location), connect(location)]
  t.after(async () => {
    await past.close()
    await store.close()
    await drop()
  })
  return { store, location, past: past.writer, ...(await storedProject(store)) }
}

export const sealer = (store: OpenStore): Context => ({
  actor: registryActor,
  store,
  clock: { now: () => at(0) },
  newId,
})

export const happen = (store: OpenStore, ...events: readonly Event[]): Promise<void> =>
  store.transaction((tx) => tx.events.append(events))

export const someEvents = (project: Project, count: number, given: Partial<Event> = {}): readonly Event[] =>
  Array.from({ length: count }, () => anEvent(project, given))

/** Seals until no event waits; returns how many events got positions in each batch. */
export async function sealAll(store: OpenStore, ...followers: readonly OnSealed[]): Promise<readonly number[]> {
  const counts: number[] = []
  for (;;) {
    const { count } = await sealEvents(sealer(store), followers)
    if (count === 0) return counts
    counts.push(count)
  }
}

const ROOM = { events: 100, bytes: 100_000 }

export async function allOf({ ledgers }: OpenStore, ledger: string): Promise<readonly SealedEvent[]> {
  const all: SealedEvent[] = []
  for (;;) {
    const some = await ledgers.after(ledger, all.at(-1)?.position ?? 0, ROOM)
    if (some.length === 0) return all
    all.push(...some)
  }
}
