// What becomes of a page when whoever looks at it is signed out: it goes to where people sign in, unless something would be lost.
import { useSyncExternalStore } from 'react'
import { isSignedOut, signInPath } from './registry-client.ts'

let isEnded = false
let typedAt: string | null = null
const listeners = new Set<() => void>()

addEventListener(
  'input',
  () => {
    typedAt = location.pathname
  },
  { capture: true },
)

/** Whether something has been typed or chosen on this page, or a dialog is open. */
export const isSomethingOpen = (): boolean =>
  typedAt === location.pathname || document.querySelector('[role=dialog]') !== null

function tell(now: boolean): void {
  if (isEnded === now) return
  isEnded = now
  for (const listener of listeners) listener()
}

/** For whatever is asked of the server. */
export const watchingSession = {
  onError: (error: Error) => {
    if (!isSignedOut(error)) return
    if (isSomethingOpen()) tell(true)
    else location.assign(signInPath())
  },
  // Somebody has signed in again, in another window.
  onSuccess: () => {
    tell(false)
  },
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the session has ended while the page was kept for what is open on it. */
export const useEndedSession = (): boolean => useSyncExternalStore(listen, () => isEnded)
