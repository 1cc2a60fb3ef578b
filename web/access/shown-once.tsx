// A secret that the server returns only once. It is here until the user has saved it, and then nowhere in the pages.
import { Button, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { accessWords } from '../words/access-words.ts'

interface ShownOnceProps {
  readonly title: string
  readonly says: string
  readonly children: ReactNode
  /** Discards the secret. */
  readonly onDone: () => void
}

export function ShownOnce({ title, says, children, onDone }: ShownOnceProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.focus()
  }, [])
  return (
    <section className="panel" aria-labelledby="shown-once" tabIndex={-1} ref={panel} style={{ marginBottom: 16 }}>
      <Title order={2} id="shown-once" mb="sm">
        {title}
      </Title>
      <p>{says}</p>
      <div>{children}</div>
      <Button mt="md" onClick={onDone}>
        {accessWords.once.done}
      </Button>
    </section>
  )
}
