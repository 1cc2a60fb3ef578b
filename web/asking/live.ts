// Whether the server pushes changes to the page as they happen. While it does, the page polls less often.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { inProject, type Project } from './place.ts'
import { isInvalid, registryClient } from './registry-client.ts'

/**
 * `unknown` while the page is hidden and until a connection is open or has failed; `lost` when the connection fails or breaks off, after
 * which it is retried.
 */
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

/** After a change the data is refetched at once, and then at most once in this time. */
const AT_MOST_EVERY_MS = 1000
/** The wait after a refusal, which may be due to too many open pages. */
const AGAIN_MS = 60_000

/** Listens to the events of the project while the page is visible, and refetches what the page shows of the project. */
export function useLive(project: Project | undefined): void {
  const queries = useQueryClient()
  const { id, organizationId } = project ?? {}
  useEffect(() => {
    if (id === undefined || organizationId === undefined) return
    let listening: AbortController | undefined
    let waiting: ReturnType<typeof setTimeout> | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let last = 0

    // Only the server knows what else a change affects, in other buckets too, so everything of the project is refetched.
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
        // An aborted stream reports its end later, when another may be open.
        if (signal.aborted) return
        setLiveness(now ? 'live' : 'lost')
        // No event reports what happened before the stream was open.
        if (now) changed()
      }
      const params = inProject({ id: id ?? '', organizationId: organizationId ?? '' })
      for await (const streamed of registryClient.follow('AssayService_StreamEvents', { params }, { signal, heard }))
        if (streamed.id !== '') changed()
    }
    function look(): void {
      clearTimeout(retry)
      listening?.abort()
      listening = undefined
      setLiveness('unknown')
      if (document.visibilityState !== 'visible') return
      const { signal } = (listening = new AbortController())
      listen(signal).catch((error: unknown) => {
        // A stream that cannot be resumed starts anew.
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
