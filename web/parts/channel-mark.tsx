// The mark of a channel: a stamp with its initial, and its name beside it.
export type ChannelState = 'valid' | 'empty' | 'revoked'

interface ChannelMarkProps {
  readonly name: string
  readonly state: ChannelState
  /** For places that show the name already, such as the head of a column. */
  readonly isNameHidden?: boolean
}

export const HEXAGON = 'M9 1 16 5v8l-7 4-7-4V5z'
const fills = { valid: 'var(--gold-fill)', empty: 'none', revoked: 'var(--revoked-ground)' } as const
const strokes = { valid: 'var(--gold)', empty: 'var(--line)', revoked: 'var(--revoked)' } as const

export function ChannelMark({ name, state, isNameHidden = false }: ChannelMarkProps) {
  return (
    <span className="channel-mark">
      <svg viewBox="0 0 18 18" aria-hidden="true" focusable="false">
        <path d={HEXAGON} fill={fills[state]} stroke={strokes[state]} strokeWidth="1.2" />
        <text
          x="9"
          y="12.2"
          fontSize="8.5"
          fontWeight="600"
          textAnchor="middle"
          fill={state === 'valid' ? '#1b1d21' : strokes[state]}
        >
          {name.slice(0, 1).toUpperCase()}
        </text>
        {state === 'revoked' && <path d="M3 15 15 3" stroke="var(--revoked)" strokeWidth="1.4" />}
      </svg>
      {!isNameHidden && <span>{name}</span>}
    </span>
  )
}
