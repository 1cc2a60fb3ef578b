// Sends again, from a given time on, all deliveries that were given up because the receiver did not accept them for a day.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { inProject, type Project } from '../../asking/place.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { webhookWords } from '../../words/webhook-words.ts'

const says = webhookWords.failed
const WEEK_MS = 7 * 24 * 3_600_000
const MINUTE_MS = 60_000

interface SendFailedAgainProps {
  readonly project: Project
  /** The name of the webhook. */
  readonly name: string
  readonly onClose: () => void
}

/** The value of a field for a time, in the user's local time. */
const localTime = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16)

export function SendFailedAgain({ project, name, onClose }: SendFailedAgainProps) {
  const [since, setSince] = useState(() => localTime(new Date(Date.now() - WEEK_MS)))
  const change = useChange('AssayService_SendFailedDeliveriesAgain')
  const at = new Date(since)
  const isTime = !Number.isNaN(at.getTime())
  const body = { since: isTime ? at.toISOString() : '' }
  const request = { params: { ...inProject(project), webhook_name: name }, body }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        if (isTime) change.mutate(request)
      }}
      onClose={onClose}
    >
      <p>{says.says}</p>
      <TextInput
        label={says.since}
        type="datetime-local"
        value={since}
        required
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          setSince(value)
        }}
      />
      {change.data && (
        <p className="note" role="status" data-look="valid">
          {says.done(change.data.count)} {change.data.more && says.more}
        </p>
      )}
      <EquivalentCall operation="AssayService_SendFailedDeliveriesAgain" request={request} />
    </Confirmation>
  )
}
