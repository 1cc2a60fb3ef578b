// An identifier that is selected whole, and copied by one click or by `c` where it has the focus.
import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { words } from '../words/words.ts'
import { CopyIcon } from './icons.tsx'

interface CopyableProps {
  readonly text: string
  /** What it is, for those who hear the page: `fingerprint`. */
  readonly label: string
}

export function Copyable({ text, label }: CopyableProps) {
  return (
    <span className="copyable">
      <code>{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  )
}

export function CopyButton({ text, label }: CopyableProps) {
  const { copy, copied } = useClipboard({ timeout: 1500 })
  const says = copied ? words.copy.done : words.copy.what(label)
  return (
    <Tooltip label={says}>
      <ActionIcon
        className="no-print"
        variant="subtle"
        color="var(--quiet)"
        size="sm"
        aria-label={says}
        onClick={() => {
          copy(text)
        }}
        onKeyDown={({ key }) => {
          if (key === 'c') copy(text)
        }}
      >
        <CopyIcon />
      </ActionIcon>
    </Tooltip>
  )
}
