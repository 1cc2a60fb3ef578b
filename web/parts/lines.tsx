// Lines to copy: a program, a template, a command.
import { CopyButton } from './copyable.tsx'

interface LinesProps {
  readonly text: string
  readonly label: string
}

export function Lines({ text, label }: LinesProps) {
  return (
    <div className="lines" data-copied>
      <pre aria-label={label} role="region">
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={label} />
    </div>
  )
}
