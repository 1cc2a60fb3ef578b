// The state of the hash chain that seals the events.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { BreakKind } from '../../../domain/record/ledger/break.ts'
import { getLedger, type LedgerState } from '../../../domain/record/ledger/get-ledger.ts'
import type { Handlers } from '../../binding/handler.ts'
import { locationOf } from '../../wire/view.ts'
import { organizationHome } from './audit.ts'
import type { Out } from './version-in-short.ts'

const breakOut = {
  changed: 'CHANGED',
  swapped: 'SWAPPED',
  'event-missing': 'EVENT_MISSING',
  'place-missing': 'PLACE_MISSING',
  'head-changed': 'HEAD_CHANGED',
  lost: 'LOST',
  twice: 'TWICE',
  'stub-changed': 'STUB_CHANGED',
  'made-anew': 'MADE_ANEW',
} as const satisfies Record<BreakKind, Out<'LedgerBreak'>['kind']>

const ledgerOut = ({ head, sealedAt, waiting, proof, broken, stub }: LedgerState): Out<'Ledger'> => ({
  id: head.ledger,
  position: head.position,
  hash: head.hash,
  sealed_at: sealedAt,
  waiting_count: waiting,
  proof: proof && { position: proof.position, hash: proof.hash, proved_at: proof.at },
  break: broken && {
    position: broken.position ?? 0,
    event_id: broken.eventId,
    kind: breakOut[broken.what],
    swapped_with: broken.swappedWith ?? 0,
    found_at: broken.foundAt,
  },
  stub: stub && {
    position: stub.position,
    hash: stub.hash,
    count: stub.count,
    first_at: stub.firstAt,
    last_at: stub.lastAt,
    pruned_at: stub.prunedAt,
    key_id: stub.keyId,
    signature: stub.signature,
  },
})

export const ledgerHandlers = {
  async AssayService_GetLedger({ params }, context) {
    return { ledger: ledgerOut(await getLedger(context, locationOf(params))) }
  },
  async AssayService_GetOrganizationLedger({ params }, context) {
    return { ledger: ledgerOut(await getLedger(context, organizationHome(params))) }
  },
} satisfies Handlers<Operations, 'AssayService_GetLedger' | 'AssayService_GetOrganizationLedger'>
