import { useEffect } from 'react'
import { useOutletContext } from 'react-router'

export type TellPart = (part: string | null) => void

/** Puts the name of the shown part of a bucket into the window's title, on pages that are no tab of the bucket. */
export function usePart(name: string): void {
  const setPart = useOutletContext<TellPart>()
  useEffect(() => {
    setPart(name)
    return () => {
      setPart(null)
    }
  }, [setPart, name])
}
