// Lines to copy: a program, a template, a command.
import { CopyButton } from './copyable.tsx'

interface LinesProps {
  readonly text: string
  readonly label: string
}

export function Lines({ text, label }: LinesProps) {
  return (
    <div style={{ position: 'relative' }} data-copied>
      {/* What scrolls is reached by the keyboard. */}
      <pre className="lines" tabIndex={0} aria-label={label} role="region">
        <code>{text}</code>
      </pre>
      <div style={{ position: 'absolute', top: 8, right: 8, background: 'var(--ground)' }}>
        <CopyButton text={text} label={label} />
      </div>
    </div>
  )
}
