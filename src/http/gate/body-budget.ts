// Limits the memory that large bodies take at once, in total and per address, so that no client takes it all. A body that finds
// no room waits for a while, unread. Small bodies are not counted: there are no more of them than connections.
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
/** Four of the largest SBOMs. With what is made from them, they take three times as much memory. */
export const BUDGET_LIMITS: BudgetLimits = { inAll: 64 * MIB, perAddress: 32 * MIB, small: 64 * 1024 }

export interface BodyBudget {
  /**
   * Reserves room for a body. Returns the function that releases it, at once or as soon as others have released theirs.
   * Rejects with a refusal when there is no room for PATIENCE_SECONDS, or when the waiting client has gone.
   */
  take(bytes: number, address: string, hasGone: () => boolean): (() => void) | Promise<() => void>
  /** Called once a second. */
  second(): void
}

/** Less than the time for which clients wait for a response. */
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

  /** In order of arrival, so that small bodies cannot keep a large one out; an address at its limit delays only its own bodies. */
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

/** Reserves room until the response has been sent. Also rejects when the client has gone. */
export async function hold(budget: BodyBudget, bytes: number, { address, response }: Holder): Promise<void> {
  const room = budget.take(bytes, address, () => response.closed)
  const giveBack = room instanceof Promise ? await room : room
  if (response.closed) {
    giveBack()
    throw nobodyThere()
  }
  response.once('close', giveBack)
}
