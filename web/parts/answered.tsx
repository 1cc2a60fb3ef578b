// Shows an answer while it is loading, when it has failed, and once it has arrived.
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'

interface AnsweredProps<Data> {
  readonly answer: {
    readonly data: Data | undefined
    readonly error: Error | null
    readonly refetch: () => unknown
  }
  /** About how many lines the content has. */
  readonly lines?: number
  readonly children: (data: Data) => ReactNode
}

export function Answered<Data>({ answer: { data, error, refetch }, lines = 5, children }: AnsweredProps<Data>) {
  if (data !== undefined)
    return (
      <>
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {children(data)}
      </>
    )
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  return (
    <div aria-busy="true" aria-label={words.loading} role="status">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={20} my={16} />
      ))}
    </div>
  )
}
