// A confirmation before an action: what will happen and, for what cannot be undone, a word to type.
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { words } from '../words/words.ts'
import { Dialog } from './dialog.tsx'
import { ErrorNote } from './error-note.tsx'

interface ConfirmationProps {
  readonly title: string
  /** What the button does, as a sentence: `Delete bucket "ubuntu"`. */
  readonly action: string
  /** What has to be typed first, for what cannot be undone. */
  readonly typed?: string
  readonly isPending: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** What will happen. */
  readonly children: ReactNode
}

export function Confirmation(props: ConfirmationProps) {
  const { title, action, typed, isPending, error, onConfirm, onClose, children } = props
  const [given, setGiven] = useState('')
  const isReady = typed === undefined || given === typed
  return (
    <Dialog title={title} isPending={isPending} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isPending) onConfirm()
        }}
      >
        <Stack gap="md">
          {children}
          {typed !== undefined && (
            <TextInput
              label={words.confirmation.type(typed)}
              value={given}
              autoComplete="off"
              data-autofocus
              onChange={({ currentTarget }) => {
                setGiven(currentTarget.value)
              }}
            />
          )}
          {error !== null && error !== undefined && <ErrorNote error={error} />}
          <Group justify="flex-end" className="dialog-actions">
            <Button disabled={isPending} onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" variant="filled" disabled={!isReady} loading={isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
