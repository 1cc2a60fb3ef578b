import { ancestryWords } from '../words/ancestry-words.ts'

const { legend, lines } = ancestryWords.graph

/** What each kind of line means. */
export function GraphLegend() {
  return (
    <ul className="ancestry-legend" aria-label={legend}>
      {Object.entries(lines).map(([status, text]) => (
        <li key={status}>
          <svg
            width="36"
            height="8"
            aria-hidden="true"
            focusable="false"
            className={`ancestry-line ancestry-${status}`}
          >
            <path d="M0 4h36" className="react-flow__edge-path" />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}
