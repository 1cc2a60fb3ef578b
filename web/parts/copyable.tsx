// An identifier that is selected as a whole, and copied by one click or by `c` while its button has the focus.
import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { words } from '../words/words.ts'
import { CopyIcon } from './icons.tsx'

interface CopyableProps {
  readonly text: string
  /** What the text is, for screen readers: `fingerprint`. */
  readonly label: string
}

export function Copyable({ text, label }: CopyableProps) {
  return (
    <span className="copyable" data-copied>
      <code>{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  )
}

const SHOWN_MS = 1500

/** Where copying fails, selects the text: the first `code` in the closest element with `data-copied`. */
export function CopyButton({ text, label }: CopyableProps) {
  const { copy, copied, error, reset } = useClipboard({ timeout: SHOWN_MS })
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const shown = error && button.current?.closest('[data-copied]')?.querySelector('code')
    if (shown) getSelection()?.selectAllChildren(shown)
  }, [error])
  const outcome = copied ? words.copy.done : error ? words.copy.failed : null
  return (
    <>
      <Tooltip label={outcome ?? words.copy.what(label)} {...(outcome !== null && { opened: true })}>
        <ActionIcon
          ref={button}
          className="no-print"
          variant="subtle"
          color="var(--quiet)"
          size="sm"
          aria-label={words.copy.what(label)}
          onClick={() => {
            copy(text)
          }}
          onKeyDown={({ key }) => {
            if (key === 'c') copy(text)
          }}
          onBlur={reset}
        >
          <CopyIcon />
        </ActionIcon>
      </Tooltip>
      <span className="heard" aria-live="polite">
        {outcome}
      </span>
    </>
  )
}
