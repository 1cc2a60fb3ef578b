import type { ReactNode } from 'react'
import type { Channel } from '../channel/pointing.ts'
import type { Lift } from './use-lift.ts'

interface BoardColumnProps {
  /** Of the channel; empty for the column that stands for none. */
  readonly name: string
  readonly label: string
  readonly channel?: Channel
  readonly lift: Lift
  readonly head: ReactNode
  readonly children: ReactNode
}

export function BoardColumn({ name, label, channel, lift, head, children }: BoardColumnProps) {
  const isTarget = channel !== undefined && lift.mayPutOn(channel)
  return (
    <section
      className="board-column"
      aria-label={label}
      data-column={name}
      data-over={isTarget && lift.lifted?.over === name}
      onDragOver={(event) => {
        if (!isTarget) return
        // That is how a browser is told that something may be dropped here.
        event.preventDefault()
        lift.moveOver(name)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) lift.moveOver(null)
      }}
      onDrop={(event) => {
        event.preventDefault()
        lift.putOn(name)
      }}
    >
      <header>{head}</header>
      <ul>{children}</ul>
    </section>
  )
}
