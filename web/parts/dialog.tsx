// A window over the page, for what is decided before anything else is done. Whoever closes it is where they were before.
import { Modal, Stack } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { words } from '../words/words.ts'

interface DialogProps {
  readonly title: string
  /** While it runs the dialog stays: nobody would be told what came of it. */
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

/** Where the focus goes when what had it is gone. */
const PAGE = 'page'

/** Gives the focus back to what the dialog was opened from, unless something else has it by then. */
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

/** What has the focus; of a menu, which is about to go, the button that opened it. */
function openerNow(): HTMLElement | null {
  const focused = document.activeElement
  const menu = focused?.closest('[role=menu]')
  const button = menu && document.getElementById(menu.getAttribute('aria-labelledby') ?? '')
  return button ?? (focused instanceof HTMLElement && focused !== document.body ? focused : null)
}
