// A modal dialog, for a decision before anything else is done. Closing it leads back to where the user was.
import { Modal, Stack } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { words } from '../words/words.ts'

interface DialogProps {
  readonly title: string
  /** The dialog stays open while the action runs: otherwise nobody would see the result. */
  readonly isPending?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Dialog({ title, isPending = false, onClose, children }: DialogProps) {
  useFocusAgain()
  return (
    <Modal
      opened
      onClose={() => {
        if (!isPending) onClose()
      }}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Stack gap="md">{children}</Stack>
    </Modal>
  )
}

/** The element that takes the focus when the one that had it is gone. */
const PAGE = 'page'

/** Returns the focus to the element that opened the dialog, unless another element has it by then. */
function useFocusAgain(): void {
  const [opener] = useState(openerNow)
  const isThere = useRef(false)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
      requestAnimationFrame(() => {
        if (isThere.current || document.activeElement !== document.body) return
        const target = opener?.isConnected ? opener : document.getElementById(PAGE)
        target?.focus({ preventScroll: true })
      })
    }
  }, [opener])
}

/** The focused element. For an item of a menu, which is about to close, the button that opened the menu. */
function openerNow(): HTMLElement | null {
  const focused = document.activeElement
  const menu = focused?.closest('[role=menu]')
  const button = menu && document.getElementById(menu.getAttribute('aria-labelledby') ?? '')
  return button ?? (focused instanceof HTMLElement && focused !== document.body ? focused : null)
}
