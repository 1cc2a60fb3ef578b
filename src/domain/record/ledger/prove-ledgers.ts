import { later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Break } from './break.ts'
import { START } from './ledger.ts'
import { EVENTS, type Proof, unproved, type Walk } from './proof.ts'
import type { StubWitness } from './stub.ts'
import { knownBy, type Rest, walkEvents, walkLedger, type Walked } from './verify-ledger.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** After so many pieces it is kept where a walk goes on. */
const KEPT_EVERY = 50

export interface ProvingParts {
  readonly witness: StubWitness
  readonly rest: Rest
  /** Is told of the first break of each ledger, each time that a walk ends at it. */
  readonly onBroken: (found: Break) => void
  /** Asked after each piece whether to stop there; where it is absent all is proved at once. */
  readonly isOver?: () => boolean
}

/**
 * Proves what was not proved within a day, as `verifyLedgers` and `findMisplaced` do, and keeps what came of it. Answers whether
 * there is more to do: it stops when it is over, and goes on where it was, here or on another server. Where the database is of a later
 * version it does nothing, because that knows of columns which this one does not read: its servers do it.
 */
export async function proveLedgers(context: Context, parts: ProvingParts): Promise<boolean> {
  const { ledgers, proofs } = context.store
  if (!(await ledgers.isOurs())) return false
  // Comes last, so that all was proved when it was.
  const last = (await proofs.find(EVENTS)) ?? unproved(EVENTS)
  if (!isDue(context, last)) return false
  for (let id = await ledgers.nextLedger(''); id !== undefined; id = await ledgers.nextLedger(id)) {
    const proof = (await proofs.find(id)) ?? unproved(id)
    if (isDue(context, proof) && !(await prove(context, proof, ledgerWalk(context, proof, parts.witness), parts)))
      return true
  }
  return !(await prove(context, last, eventsWalk(context, last), parts))
}

/** A time that is still to come was told by a clock that was set back since. */
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

/** Answers whether the walk came to its end; false where it is to go on. */
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
      // It may be of a later version since; then the next time tells.
      if (broken !== null && !(await ledgers.isOurs())) return false
      // What was proved is kept for as long as it is not there: else the next walk would know nothing of it.
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
