// A change that needs confirmation: what will happen, the equivalent call, and the button that makes the change.
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer, Asked } from '../../src/client/client.ts'
import type { OperationName } from '../asking/use-answer.ts'
import { useChange } from '../asking/use-change.ts'
import { Confirmation } from './confirmation.tsx'
import { EquivalentCall } from './equivalent-call.tsx'

interface ConfirmedChangeProps<Name extends OperationName> {
  readonly operation: Name
  readonly request: Asked<Operations[Name]>
  readonly title: string
  /** What the button does, as a sentence: `Delete bucket "ubuntu"`. */
  readonly action: string
  /** What has to be typed first, for what cannot be undone. */
  readonly typed?: string
  /** Where to go afterwards, when the change deletes what the page shows. */
  readonly leadsTo?: string
  /** Called once the change is made. By default the dialog closes. */
  readonly onDone?: (answer: Answer<Operations[Name]>) => void
  readonly onClose: () => void
  /** What will happen, and the fields to fill in. */
  readonly children?: ReactNode
}

export function ConfirmedChange<Name extends OperationName>(props: ConfirmedChangeProps<Name>) {
  const { operation, request, leadsTo, onDone, onClose, children, ...told } = props
  const change = useChange(operation, { endsPage: leadsTo !== undefined })
  const navigate = useNavigate()
  const leave = (to: string) => {
    onClose()
    void navigate(to)
  }
  return (
    <Confirmation
      {...told}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        change.mutate(request, {
          onSuccess: (answer) => {
            if (leadsTo !== undefined) leave(leadsTo)
            else (onDone ?? onClose)(answer)
          },
        })
      }}
      onClose={onClose}
    >
      {children}
      <EquivalentCall operation={operation} request={request} />
    </Confirmation>
  )
}
