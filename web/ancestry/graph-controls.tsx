// Zoom and pan by buttons and keys, for users who do not drag.
import { Button, Group } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { ancestryWords } from '../words/ancestry-words.ts'

const names = ancestryWords.graph

export type Move = 'left' | 'right' | 'up' | 'down' | 'closer' | 'further' | 'whole'

const signs: readonly (readonly [Move, string])[] = [
  ['further', '−'],
  ['closer', '+'],
  ['left', '←'],
  ['up', '↑'],
  ['down', '↓'],
  ['right', '→'],
]

const keys: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  '+': 'closer',
  '-': 'further',
  '0': 'whole',
}

/** The key handler for the element around the graph. */
export const movingByKeys = (move: (where: Move) => void) => (event: KeyboardEvent) => {
  const where = keys[event.key]
  if (where === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  move(where)
}

export function GraphControls({ move }: { readonly move: (where: Move) => void }) {
  return (
    <Group gap={4} role="group" aria-label={names.controls} className="no-print">
      {signs.map(([where, sign]) => (
        <Button
          key={where}
          size="compact-sm"
          aria-label={names[where]}
          title={names[where]}
          onClick={() => {
            move(where)
          }}
        >
          {sign}
        </Button>
      ))}
      <Button
        size="compact-sm"
        onClick={() => {
          move('whole')
        }}
      >
        {names.whole}
      </Button>
    </Group>
  )
}
