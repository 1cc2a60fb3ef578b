// Whether pages are told of changes as they happen. While they are, they seldom ask by themselves.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { inProject, type Project } from './place.ts'
import { isInvalid, registryClient } from './registry-client.ts'

/** Not yet known while it is first connected to; lost when it cannot be, or has broken off: it is tried again then. */
export type Liveness = 'unknown' | 'live' | 'lost'

let liveness: Liveness = 'unknown'
const listeners = new Set<() => void>()

function setLiveness(now: Liveness): void {
  if (now === liveness) return
  liveness = now
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useLiveness = (): Liveness => useSyncExternalStore(subscribe, () => liveness)
export const useIsLive = (): boolean => useLiveness() === 'live'

/** What is shown is asked for again at once, and then once in so long at most. */
const AT_MOST_EVERY_MS = 1000
/** After a refusal, which may be one of too many pages. */
const AGAIN_MS = 60_000

/** Hears of what happens in the project while the page is looked at, and has what is shown of it asked for again. */
export function useLive(project: Project | undefined): void {
  const queries = useQueryClient()
  const { id, organizationId } = project ?? {}
  useEffect(() => {
    if (id === undefined || organizationId === undefined) return
    let listening: AbortController | undefined
    let waiting: ReturnType<typeof setTimeout> | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let last = 0

    // What a change changes beside itself, in other buckets too, the server knows.
    function refresh(): void {
      last = Date.now()
      waiting = undefined
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => JSON.stringify(queryKey[1] ?? '').includes(id ?? ''),
      })
    }
    function changed(): void {
      waiting ??= setTimeout(refresh, Math.max(0, last + AT_MOST_EVERY_MS - Date.now()))
    }
    async function listen(signal: AbortSignal): Promise<void> {
      const heard = (now: boolean) => {
        // One that was called off says so later, when another may be open.
        if (signal.aborted) return
        setLiveness(now ? 'live' : 'lost')
        // What happened before it was open is in no event.
        if (now) changed()
      }
      const params = inProject({ id: id ?? '', organizationId: organizationId ?? '' })
      for await (const told of registryClient.follow('AssayService_StreamEvents', { params }, { signal, heard }))
        if (told.id !== '') changed()
    }
    function look(): void {
      clearTimeout(retry)
      listening?.abort()
      listening = undefined
      setLiveness('unknown')
      if (document.visibilityState !== 'visible') return
      const { signal } = (listening = new AbortController())
      listen(signal).catch((error: unknown) => {
        // Where it cannot go on from where it was, it begins anew.
        if (!signal.aborted) retry = setTimeout(look, isInvalid(error) ? AT_MOST_EVERY_MS : AGAIN_MS)
      })
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(retry)
      clearTimeout(waiting)
      listening?.abort()
      setLiveness('unknown')
    }
  }, [id, organizationId, queries])
}
