import type { Config } from '../../../config/config.ts'
import { failedPrecondition, invalidArgument } from '../../../domain/errors.ts'
import type { Seal } from '../../../domain/record/ledger/ledger.ts'
import type { Break } from '../../../domain/record/ledger/break.ts'
import { stubSigner, stubWitness, type StubWitness } from '../../../domain/record/ledger/stub.ts'
import { findMisplaced, hasStill, verifyLedgers } from '../../../domain/record/ledger/verify-ledger.ts'
import { nextTurn } from '../../../machine/next-turn.ts'
import { counted } from '../../counted.ts'
import { withDatabase } from '../operator-registry.ts'
import { ownSecretKeys } from '../own-secret-keys.ts'

export interface AuditVerifyOptions {
  readonly seen?: readonly string[]
  readonly signedBy?: readonly string[]
}

/**
 * Prints the ID, the number of events and the last hash of each ledger as soon as it is verified. Throws `failed_precondition`, naming the
 * first break, if a check fails. Events that are sealed meanwhile are left to the next run.
 */
export async function auditVerify(config: Config, { seen = [], signedBy }: AuditVerifyOptions): Promise<void> {
  const witnessed = seen.map(placeIn)
  const witness = signedBy === undefined ? await ownWitness(config) : witnessOf(signedBy)
  await withDatabase(config, async (store) => {
    let isEmpty = true
    for await (const { head, broken, stub } of verifyLedgers(store, witness, nextTurn)) {
      if (broken !== null) throw brokenAt(broken)
      const pruned = stub === null ? '' : `  (${stub.count} of them pruned until ${stub.prunedAt})`
      process.stdout.write(`${head.ledger}  ${counted(head.position, 'event')}  ${head.hash}${pruned}\n`)
      isEmpty = false
    }
    if (isEmpty) process.stdout.write('no event is sealed yet: a running server seals them\n')
    const misplaced = await findMisplaced(store, nextTurn)
    if (misplaced !== null) throw brokenAt(misplaced)
    for (const place of witnessed) {
      const has = await hasStill(store, place)
      if (has === null)
        process.stdout.write(
          `${place.ledger}  position ${place.position} was pruned: the signed stub stands in for it, and its hash is no longer known\n`,
        )
      if (has === false)
        throw failedPrecondition(
          `ledger ${place.ledger} does not have the hash ${place.hash} at position ${place.position}, where it was seen: it was rewritten or cut since; compare the database with a backup`,
        )
    }
  })
}

async function ownWitness(config: Config): Promise<StubWitness> {
  const keys = await ownSecretKeys(config)
  return keys === null ? { holds: () => false } : stubSigner(keys)
}

function witnessOf(publicKeys: readonly string[]): StubWitness {
  const witness = stubWitness(publicKeys)
  if (witness !== undefined) return witness
  throw invalidArgument('--signed-by', 'is not a public key: use the second column of "assay audit key"')
}

const SEEN = /^(?<ledger>[^:]+):(?<position>[1-9]\d{0,8}):(?<hash>[0-9a-f]{64})$/

function placeIn(text: string): Seal {
  const { ledger, position, hash } = SEEN.exec(text)?.groups ?? {}
  if (ledger === undefined || hash === undefined)
    throw invalidArgument(
      '--seen',
      `"${text}" is not a position of a ledger: use a line of the log, as LEDGER:POSITION:HASH with the hash in 64 hex digits`,
    )
  return { ledger, position: Number(position), hash }
}

const breakTexts: Readonly<Record<Break['what'], (found: Break) => string>> = {
  changed: ({ eventId }) => `event ${eventId} or its seal was changed after it was sealed`,
  swapped: ({ eventId, swappedWith }) => `event ${eventId} was swapped with the one at position ${swappedWith ?? ''}`,
  'event-missing': ({ eventId }) => `event ${eventId} is missing`,
  'place-missing': () => 'the position is missing, with the event that it had',
  'head-changed': () => 'the ledger does not end where its head says',
  lost: ({ eventId }) => `event ${eventId} has no position and is not waiting for one`,
  'stub-changed': () =>
    'the stub of the pruned events is not signed by any of the given keys (--secret-keys, --signed-by)',
  'made-anew': () => 'it was verified further before, or with another hash here: it was cut or rewritten',
  twice: ({ eventId }) => `event ${eventId} has a position and is waiting for another`,
}

const brokenAt = (found: Break) =>
  failedPrecondition(
    `ledger ${found.ledger} is broken${found.position === null ? '' : ` at position ${found.position}`}: ${breakTexts[found.what](found)}; the database was changed outside the registry, compare it with a backup`,
  )
