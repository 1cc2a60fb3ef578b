// How much of large bodies the server holds at once: in all, and for one address, so that nobody has it all. Who finds no
// room waits for it, unread, for a while. Small bodies need none: there are no more of them than connections.
import type { ServerResponse } from 'node:http'
import { addressBlock } from '../../auth/address-block.ts'
import { addressHasEnough, malformed, type RequestRefusal, serverHasEnough } from './request-refusal.ts'

export interface BudgetLimits {
  /** Bytes. */
  readonly inAll: number
  readonly perAddress: number
  /** Bodies up to this size are not counted. */
  readonly small: number
}

const MIB = 1024 * 1024
/** Four of the largest SBOMs; with what is made of them, they take three times as much. */
export const BUDGET_LIMITS: BudgetLimits = { inAll: 64 * MIB, perAddress: 32 * MIB, small: 64 * 1024 }

export interface BodyBudget {
  /**
   * Room for a body: how to give it back, at once or when others have. Rejects with a refusal when there is none for
   * PATIENCE_SECONDS, or who waits has gone.
   */
  take(bytes: number, address: string, hasGone: () => boolean): (() => void) | Promise<() => void>
  /** A second has passed. */
  second(): void
}

/** Less than clients wait for an answer. */
const PATIENCE_SECONDS = 10

interface Waiting {
  readonly bytes: number
  readonly address: string
  readonly hasGone: () => boolean
  readonly grant: (giveBack: () => void) => void
  readonly refuse: (refusal: RequestRefusal) => void
  seconds: number
}

export function bodyBudget(limits: BudgetLimits): BodyBudget {
  const held = new Map<string, number>()
  let heldInAll = 0
  let waiting: readonly Waiting[] = []

  const isTooMuchForAddress = (bytes: number, address: string) => (held.get(address) ?? 0) + bytes > limits.perAddress

  function hold(bytes: number, address: string): () => void {
    add(bytes, address)
    let isHeld = true
    return () => {
      if (isHeld) add(-bytes, address)
      isHeld = false
      admitWaiting()
    }
  }

  function add(bytes: number, address: string): void {
    heldInAll += bytes
    const ofAddress = (held.get(address) ?? 0) + bytes
    if (ofAddress > 0) held.set(address, ofAddress)
    else held.delete(address)
  }

  /** In the order in which they came, lest small ones keep a large one out; but only its own waits for an address that has enough. */
  function admitWaiting(): void {
    const haveEnough = new Set<string>()
    let isFull = false
    waiting = waiting.filter(({ bytes, address, hasGone, grant, refuse }) => {
      if (hasGone()) {
        refuse(nobodyThere())
        return false
      }
      if (haveEnough.has(address) || isTooMuchForAddress(bytes, address)) {
        haveEnough.add(address)
        return true
      }
      isFull ||= heldInAll + bytes > limits.inAll
      if (!isFull) grant(hold(bytes, address))
      return isFull
    })
  }

  return {
    take(bytes, from, hasGone) {
      if (bytes <= limits.small) return nothing
      const address = addressBlock(from)
      const { promise, resolve, reject } = Promise.withResolvers<() => void>()
      const granted: (() => void)[] = []
      const grant = (giveBack: () => void) => {
        granted.push(giveBack)
        resolve(giveBack)
      }
      waiting = [...waiting, { bytes, address, hasGone, grant, refuse: reject, seconds: 0 }]
      admitWaiting()
      return granted[0] ?? promise
    },
    second() {
      for (const each of waiting) each.seconds++
      const impatient = waiting.filter(({ seconds }) => seconds >= PATIENCE_SECONDS)
      waiting = waiting.filter(({ seconds }) => seconds < PATIENCE_SECONDS)
      for (const { bytes, address, refuse } of impatient)
        refuse(
          isTooMuchForAddress(bytes, address) ? addressHasEnough(PATIENCE_SECONDS) : serverHasEnough(PATIENCE_SECONDS),
        )
      admitWaiting()
    },
  }
}

const nothing = () => undefined
const nobodyThere = () => malformed('the connection was closed before there was room')

export interface Holder {
  readonly address: string
  readonly response: ServerResponse
}

/** Takes room until the answer is out. Rejects also when nobody waits for that any more. */
export async function hold(budget: BodyBudget, bytes: number, { address, response }: Holder): Promise<void> {
  const room = budget.take(bytes, address, () => response.closed)
  const giveBack = room instanceof Promise ? await room : room
  if (response.closed) {
    giveBack()
    throw nobodyThere()
  }
  response.once('close', giveBack)
}
