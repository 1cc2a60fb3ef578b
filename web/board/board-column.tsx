import { type ReactNode, useEffect, useRef } from 'react'
import type { Channel } from '../channel/pointing.ts'
import type { Lift } from './use-lift.ts'

interface BoardColumnProps {
  /** The channel's name; empty for the column of versions that are on no channel. */
  readonly name: string
  readonly label: string
  readonly channel?: Channel
  /** Whether the user has just created the channel: its column then takes the focus. */
  readonly isNew?: boolean
  readonly lift: Lift
  readonly head: ReactNode
  readonly children: ReactNode
}

export function BoardColumn({ name, label, channel, isNew = false, lift, head, children }: BoardColumnProps) {
  const column = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isNew) column.current?.focus()
  }, [isNew])
  const isTarget = channel !== undefined && lift.mayPutOn(channel)
  return (
    <section
      ref={column}
      {...(isNew && { tabIndex: -1 })}
      className="board-column"
      aria-label={label}
      data-column={name}
      data-over={isTarget && lift.lifted?.over === name}
      onDragOver={(event) => {
        if (lift.lifted === null) return
        // preventDefault tells the browser that a drop is possible here. A drop that is not permitted is refused with a reason.
        event.preventDefault()
        lift.moveOver(name)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) lift.moveOver(null)
      }}
      onDrop={(event) => {
        event.preventDefault()
        lift.dropOn(name, channel)
      }}
    >
      <header>{head}</header>
      <ul>{children}</ul>
    </section>
  )
}
