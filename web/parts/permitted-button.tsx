// A button that says which role it takes, where somebody may not press it. It keeps its place in the order of the keyboard, so that
// the reason can be reached.
import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { PermissionName, Permits } from '../asking/permissions.ts'
import { whyNot } from './why-not.ts'

interface PermittedButtonProps extends ButtonProps {
  readonly id?: string
  readonly permits: Permits
  readonly permission: PermissionName
  /** Why it cannot be pressed, whoever somebody is; null when it can. */
  readonly obstacle?: string | null
  /** For the button of a form, which does what the button is for. */
  readonly type?: 'submit'
  readonly onClick?: () => void
}

export function PermittedButton({ permits, permission, obstacle = null, onClick, ...rest }: PermittedButtonProps) {
  const reason = whyNot(permits, permission) ?? obstacle
  if (reason === null) return <Button {...rest} onClick={onClick} />
  return (
    <Tooltip label={reason}>
      <Button
        {...rest}
        variant="default"
        data-disabled
        aria-disabled="true"
        aria-busy={permits.unknown === 'loading'}
        aria-description={reason}
        onClick={(event) => {
          event.preventDefault()
        }}
      />
    </Tooltip>
  )
}
