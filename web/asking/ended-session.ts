// What happens to a page whose user is signed out: it redirects to sign-in, unless something would be lost.
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

function setEnded(now: boolean): void {
  if (isEnded === now) return
  isEnded = now
  for (const listener of listeners) listener()
}

/** The callbacks for all queries and mutations. */
export const watchingSession = {
  onError: (error: Error) => {
    if (!isSignedOut(error)) return
    if (isSomethingOpen()) setEnded(true)
    else location.assign(signInPath())
  },
  // The user has signed in again in another window.
  onSuccess: () => {
    setEnded(false)
  },
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the session has ended and the page was kept for what is open on it. */
export const useEndedSession = (): boolean => useSyncExternalStore(listen, () => isEnded)
