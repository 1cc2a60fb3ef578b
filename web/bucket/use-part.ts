import { useEffect } from 'react'
import { useOutletContext } from 'react-router'

export type TellPart = (part: string | null) => void

/** Has the title of the window say which part of the bucket is shown, on pages that are no tab of it. */
export function usePart(name: string): void {
  const tell = useOutletContext<TellPart>()
  useEffect(() => {
    tell(name)
    return () => {
      tell(null)
    }
  }, [tell, name])
}
