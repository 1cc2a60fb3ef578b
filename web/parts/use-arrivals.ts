// Items that arrive at the head of a list while it is shown. They appear at once if the head is in view. They are held back while the user
// reads further down or moves through the list by keyboard, so that nothing shifts.
import { type RefObject, useEffect, useRef, useState } from 'react'

export interface Arrivals<Data> {
  /** The element around the list. */
  readonly list: RefObject<HTMLDivElement | null>
  readonly shown: Data | undefined
  /** How many items are held back: a full page when there are more. */
  readonly held: number
  /** The items that arrived last, among those shown. */
  readonly fresh: ReadonlySet<string>
  readonly show: () => void
}

interface Kept<Data> {
  readonly of: string
  readonly data: Data
  readonly fresh: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** `of` identifies the list: nothing is held back when it changes. Ids are in the order of the list. */
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

/** The answer with the data that is shown of it. Without data for the current request nothing is shown. */
export const arrivedAnswer = <Data>(
  {
    data,
    error,
    refetch,
  }: { readonly data: Data | undefined; readonly error: Error | null; readonly refetch: () => unknown },
  { shown }: Pick<Arrivals<Data>, 'shown'>,
) => ({ data: data && shown, error, refetch })

/** The items before the first one that was there already. */
function arrivedIn(before: readonly string[], now: readonly string[]): readonly string[] {
  const place = now.findIndex((id) => before.includes(id))
  return place === -1 ? now : now.slice(0, place)
}

/** The height of the sticky head of the window. */
const HEAD_PX = 56

/** Whether the head of the list is out of view, or something in the list has the focus. */
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
    // While the focus moves from one element to the next, no element has it.
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
