import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** A titled section of a page. */
export function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id} style={{ marginBottom: 16 }}>
      <Title order={2} id={id} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  )
}
