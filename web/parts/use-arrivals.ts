// What comes to the head of a list while somebody looks at it: it is shown at once where its head is looked at, and held back from whoever
// reads further down, or goes through it by keyboard, so that nothing moves there.
import { type RefObject, useEffect, useRef, useState } from 'react'

export interface Arrivals<Data> {
  /** Around the list. */
  readonly list: RefObject<HTMLDivElement | null>
  readonly shown: Data | undefined
  /** How many are held back; all of a page, where there are more. */
  readonly held: number
  /** What came last, of what is shown. */
  readonly fresh: ReadonlySet<string>
  readonly show: () => void
}

interface Kept<Data> {
  readonly of: string
  readonly data: Data
  readonly fresh: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** `of` is what the list is of: of something else there is nothing to hold back. Ids are in the order of the list. */
export function useArrivals<Data>(
  data: Data | undefined,
  { of, idsOf }: { readonly of: string; readonly idsOf: (data: Data) => readonly string[] },
): Arrivals<Data> {
  const list = useRef<HTMLDivElement>(null)
  const [isReading, setReading] = useIsReading(list)
  const [kept, setKept] = useState<Kept<Data> | null>(null)
  let now = kept
  let held = 0
  if (data !== undefined && data !== kept?.data) {
    const isSame = kept?.of === of
    const arrived = isSame ? arrivedIn(idsOf(kept.data), idsOf(data)) : []
    if (arrived.length > 0 && isReading) held = arrived.length
    else {
      now = { of, data, fresh: arrived.length > 0 ? new Set(arrived) : isSame ? kept.fresh : NONE }
      setKept(now)
    }
  }
  return {
    list,
    shown: now?.data,
    held,
    fresh: now?.fresh ?? NONE,
    show: () => {
      setReading(false)
      scrollTo(0, 0)
    },
  }
}

/** The answer with what is shown of it. Where there is none to what is asked now, nothing is. */
export const arrivedAnswer = <Data>(
  {
    data,
    error,
    refetch,
  }: { readonly data: Data | undefined; readonly error: Error | null; readonly refetch: () => unknown },
  { shown }: Pick<Arrivals<Data>, 'shown'>,
) => ({ data: data && shown, error, refetch })

/** What stands before the first of those that were there. */
function arrivedIn(before: readonly string[], now: readonly string[]): readonly string[] {
  const place = now.findIndex((id) => before.includes(id))
  return place === -1 ? now : now.slice(0, place)
}

/** What stands at the head of the window covers so much of it. */
const HEAD_PX = 56

/** Whether the head of the list is out of sight, or something in it has the focus. */
function useIsReading(list: RefObject<HTMLDivElement | null>) {
  const state = useState(false)
  const [, setReading] = state
  useEffect(() => {
    const look = () => {
      const element = list.current
      if (element === null) return
      const { activeElement: focused } = document
      setReading(
        element.getBoundingClientRect().top < HEAD_PX ||
          (focused !== null && focused !== element && element.contains(focused)),
      )
    }
    // The focus is nowhere while it goes from one thing to the next.
    const lookSoon = () => requestAnimationFrame(look)
    addEventListener('scroll', look, { passive: true })
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', lookSoon)
    return () => {
      removeEventListener('scroll', look)
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', lookSoon)
    }
  }, [list, setReading])
  return state
}
