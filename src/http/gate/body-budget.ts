// How much of large bodies the server holds at once: in all, and for one address, so that nobody has it all. Who finds no
// room waits for it, unread, for a while. Small bodies need none: there are no more of them than connections.
import type { ServerResponse } from 'node:http'
import { addressBlock } from './address-block.ts'
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
   * PATIENCE_SECONDS.
   */
  take(bytes: number, address: string): (() => void) | Promise<() => void>
  /** A second has passed. */
  second(): void
}

/** Less than clients wait for an answer. */
const PATIENCE_SECONDS = 10

interface Waiting {
  readonly bytes: number
  readonly address: string
  readonly grant: (giveBack: () => void) => void
  readonly refuse: (refusal: RequestRefusal) => void
  seconds: number
}

export function bodyBudget(limits: BudgetLimits): BodyBudget {
  const held = new Map<string, number>()
  let heldInAll = 0
  let waiting: readonly Waiting[] = []

  const isTooMuchForAddress = (bytes: number, address: string) => (held.get(address) ?? 0) + bytes > limits.perAddress
  const fits = (bytes: number, address: string) =>
    heldInAll + bytes <= limits.inAll && !isTooMuchForAddress(bytes, address)

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

  /** In the order in which they came, but nobody waits for who waits for his own address. */
  function admitWaiting(): void {
    waiting = waiting.filter(({ bytes, address, grant }) => {
      if (!fits(bytes, address)) return true
      grant(hold(bytes, address))
      return false
    })
  }

  return {
    take(bytes, from) {
      if (bytes <= limits.small) return nothing
      const address = addressBlock(from)
      if (fits(bytes, address)) return hold(bytes, address)
      const { promise, resolve, reject } = Promise.withResolvers<() => void>()
      waiting = [...waiting, { bytes, address, grant: resolve, refuse: reject, seconds: 0 }]
      return promise
    },
    second() {
      for (const each of waiting) each.seconds++
      const impatient = waiting.filter(({ seconds }) => seconds >= PATIENCE_SECONDS)
      waiting = waiting.filter(({ seconds }) => seconds < PATIENCE_SECONDS)
      for (const { bytes, address, refuse } of impatient)
        refuse(
          isTooMuchForAddress(bytes, address) ? addressHasEnough(PATIENCE_SECONDS) : serverHasEnough(PATIENCE_SECONDS),
        )
    },
  }
}

const nothing = () => undefined

export interface Holder {
  readonly address: string
  readonly response: ServerResponse
}

/** Takes room until the answer is out. Rejects also when nobody waits for that any more. */
export async function hold(budget: BodyBudget, bytes: number, { address, response }: Holder): Promise<void> {
  const room = budget.take(bytes, address)
  const giveBack = room instanceof Promise ? await room : room
  if (response.closed) {
    giveBack()
    throw malformed('the connection was closed before there was room')
  }
  response.once('close', giveBack)
}
