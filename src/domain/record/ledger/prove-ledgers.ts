import { later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Break } from './break.ts'
import { START } from './ledger.ts'
import { EVENTS, type Proof, unproved, type Walk } from './proof.ts'
import type { StubWitness } from './stub.ts'
import { knownBy, type Rest, walkEvents, walkLedger, type Walked } from './verify-ledger.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A walk saves its progress every so many batches. */
const KEPT_EVERY = 50

export interface ProvingParts {
  readonly witness: StubWitness
  readonly rest: Rest
  /** Called with the first break of a ledger, each time that a walk ends at it. */
  readonly onBroken: (found: Break) => void
  /** Called after each batch to decide whether to stop there. If it is absent, everything is proved in one run. */
  readonly isOver?: () => boolean
}

/**
 * Proves what was not proved within the last day, as `verifyLedgers` and `findMisplaced` do, and saves the results. Returns whether there
 * is more to do: a run that `isOver` stops is continued by a later one, on this or another server. Does nothing when the database has the
 * schema of a later version, which may have columns that this version does not read: the servers of that version prove the ledgers.
 */
export async function proveLedgers(context: Context, parts: ProvingParts): Promise<boolean> {
  const { ledgers, proofs } = context.store
  if (!(await ledgers.isOurs())) return false
  // The walk over all events runs last: when it is done, all ledgers are.
  const last = (await proofs.find(EVENTS)) ?? unproved(EVENTS)
  if (!isDue(context, last)) return false
  for (let id = await ledgers.nextLedger(''); id !== undefined; id = await ledgers.nextLedger(id)) {
    const proof = (await proofs.find(id)) ?? unproved(id)
    if (isDue(context, proof) && !(await prove(context, proof, ledgerWalk(context, proof, parts.witness), parts)))
      return true
  }
  return !(await prove(context, last, eventsWalk(context, last), parts))
}

/** A time in the future was written by a clock that was set back since. */
function isDue({ clock }: Context, { at }: Proof): boolean {
  const now = clock.now()
  return at === null || at <= later(now, -DAY_MS) || at > now
}

type Walking = AsyncGenerator<Walk | null, Walked, void>

async function* ledgerWalk({ store }: Context, proof: Proof, witness: StubWitness): Walking {
  const { ledger, walk } = proof
  const head = (await store.ledgers.head(ledger)) ?? { ledger, ...START }
  const walking = walkLedger(store, witness, head, { from: walk ?? START, known: knownBy(proof) })
  for (;;) {
    const step = await walking.next()
    if (step.done === true) return step.value
    yield step.value && { ...step.value, eventId: '' }
  }
}

async function* eventsWalk({ store: { proofs } }: Context, { walk }: Proof): Walking {
  const walking = walkEvents(proofs, walk?.eventId ?? '')
  for (;;) {
    const step = await walking.next()
    if (step.done === true) return { proved: START, broken: step.value }
    yield { ...START, eventId: step.value }
  }
}

/** Returns whether the walk finished; false where it is to be continued. */
async function prove(
  { store, clock }: Context,
  before: Proof,
  walking: Walking,
  { rest, onBroken, isOver = () => false }: ProvingParts,
): Promise<boolean> {
  const { ledgers } = store
  const keep = (proof: Proof) => store.transaction(({ proofs }) => proofs.save(proof))
  for (let pieces = 0; ;) {
    const step = await walking.next()
    if (step.done === true) {
      const { proved, broken } = step.value
      // The database may have been upgraded since, and the break may be due to that: leave it to the next run.
      if (broken !== null && !(await ledgers.isOurs())) return false
      // After `made-anew`, keep what was proved before: otherwise the next walk could not find the break again.
      const { position, hash } = broken?.what === 'made-anew' ? before : proved
      await keep({ ledger: before.ledger, position, hash, at: clock.now(), broken, walk: null })
      if (broken !== null) onBroken(broken)
      return true
    }
    if (step.value !== null) {
      const isLast = isOver()
      if (isLast || pieces % KEPT_EVERY === 0) await keep({ ...before, walk: step.value })
      if (isLast) return false
      pieces++
    }
    await rest()
  }
}
