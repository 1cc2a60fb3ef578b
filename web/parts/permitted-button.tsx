// A button that names the required role when the user may not press it. It stays in the tab order, so that the reason can be reached.
import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { PermissionName, Permits } from '../asking/permissions.ts'
import { whyNot } from './why-not.ts'

interface PermittedButtonProps extends ButtonProps {
  readonly id?: string
  readonly permits: Permits
  readonly permission: PermissionName
  /** Why the button cannot be pressed, whatever the user's permissions; null when only these decide. */
  readonly obstacle?: string | null
  /** For the button of a form, whose submission does the work. */
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
