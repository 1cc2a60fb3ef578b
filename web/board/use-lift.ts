// Which version is being moved, and over which channel it is. Arrow keys move the focus from card to card, or a lifted version from channel
// to channel. Every step is announced to screen readers.
import { type KeyboardEvent, useState } from 'react'
import { type Channel, pointObstacle, type Target, versionObstacle } from '../channel/pointing.ts'
import { boardWords } from '../words/board-words.ts'
import { walk } from './walk.ts'

const says = boardWords

export interface Lifted {
  readonly version: Target
  /** The id of its card. */
  readonly cardId: string
  /** The channel that it is over. */
  readonly over: string | null
}

interface LiftParts {
  readonly channels: readonly Channel[]
  /** Why this user may not move anything; null when they may. */
  readonly refusal: string | null
  readonly put: (version: Target, channelName: string) => void
}

export interface Lift {
  readonly lifted: Lifted | null
  /** The announcement for screen readers. */
  readonly heard: string
  /**
   * Why the last move was refused. Cleared by an accepted drop, and when a version is lifted by key; a pointer drag leaves it until then.
   */
  readonly told: string | null
  readonly lift: (version: Target, cardId: string) => void
  readonly moveOver: (channelName: string | null) => void
  /** Drops by pointer on a column; `channel` is undefined for the column of versions on no channel. */
  readonly dropOn: (column: string, channel: Channel | undefined) => void
  readonly drop: () => void
  readonly onCardKey: (event: KeyboardEvent<HTMLElement>, version: Target) => void
  readonly mayPutOn: (channel: Channel) => boolean
}

/** The id of a version's card in a column. A version has a card in every column that shows it. */
export const cardIdOf = (column: string, { fingerprint }: Pick<Target, 'fingerprint'>): string =>
  `card-${column}-${fingerprint}`

export function useLift({ channels, refusal, put }: LiftParts): Lift {
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const [heard, setHeard] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const targetsOf = (version: Target) => channels.filter((channel) => pointObstacle(channel, version) === null)
  const overWords = ({ name, version }: Channel) => says.over(name, version?.name ?? null)

  function drop(): void {
    if (lifted) setHeard(says.dropped(lifted.version.name))
    setLifted(null)
  }

  function putOn(channelName: string): void {
    setLifted(null)
    // Not cleared earlier: removing the note as a drag begins moves the card, and a browser then ends the drag.
    setTold(null)
    if (lifted) put(lifted.version, channelName)
  }

  function refuse(why: string): void {
    setHeard(why)
    setTold(why)
  }

  function dropOn(column: string, channel: Channel | undefined): void {
    if (lifted === null) return
    const { version, cardId } = lifted
    // A version dropped where it came from is simply released.
    if (cardId === cardIdOf(column, version)) {
      drop()
      return
    }
    const obstacle = refusal ?? (channel ? pointObstacle(channel, version) : says.notThere(version.name))
    if (obstacle === null) {
      putOn(column)
      return
    }
    setLifted(null)
    refuse(obstacle)
  }

  function liftByKey(version: Target, cardId: string): void {
    const [first] = targetsOf(version)
    const obstacle = refusal ?? versionObstacle(version)
    if (obstacle !== null || first === undefined) {
      refuse(obstacle ?? says.nowhere(version.name))
      return
    }
    setTold(null)
    setLifted({ version, cardId, over: first.name })
    setHeard(says.lifted(version.name, overWords(first)))
  }

  function moveBy(step: number, { version, over, cardId }: Lifted): void {
    const targets = targetsOf(version)
    const at = targets.findIndex(({ name }) => name === over)
    const next = targets[Math.min(Math.max(at + step, 0), targets.length - 1)]
    if (next === undefined) return
    setLifted({ version, cardId, over: next.name })
    setHeard(overWords(next))
  }

  function onCardKey(event: KeyboardEvent<HTMLElement>, version: Target): void {
    const { key, currentTarget } = event
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (lifted === null) {
      if (key === ' ') liftByKey(version, currentTarget.id)
      else if (!walk(currentTarget, key)) return
    } else if (key === 'ArrowLeft' || key === 'ArrowRight') moveBy(key === 'ArrowLeft' ? -1 : 1, lifted)
    else if ((key === 'Enter' || key === ' ') && lifted.over !== null) putOn(lifted.over)
    else if (key === 'Escape' || key === 'Tab') {
      drop()
      if (key === 'Tab') return
    }
    // Keeps the key from scrolling the page or following the link.
    event.preventDefault()
  }

  return {
    lifted,
    heard,
    told,
    lift(version, cardId) {
      setLifted({ version, cardId, over: null })
    },
    moveOver(channelName) {
      if (lifted && lifted.over !== channelName) setLifted({ ...lifted, over: channelName })
    },
    dropOn,
    drop,
    onCardKey,
    mayPutOn: (channel) => lifted !== null && refusal === null && pointObstacle(channel, lifted.version) === null,
  }
}
