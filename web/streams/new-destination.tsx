// Creates a destination in three steps: test the connection, store the destination, begin to send. When a step fails the form keeps its
// values, and completed steps are not repeated.
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '../asking/use-call.ts'
import { useChange } from '../asking/use-change.ts'
import { Confirmation } from '../parts/confirmation.tsx'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { streamWords } from '../words/stream-words.ts'
import { DestinationFields } from './destination-fields.tsx'
import { bodyOf, newDestination, providerOf, SECRET_SHOWN } from './destination-form.ts'

const says = streamWords.making

interface NewDestinationProps {
  readonly organizationId: string
  readonly onClose: () => void
}

export function NewDestination({ organizationId, onClose }: NewDestinationProps) {
  const [form, setForm] = useState(newDestination)
  const [isUntested, setUntested] = useState(false)
  const test = useCall('StreamingService_TestDestination')
  const create = useChange('StreamingService_CreateDestination', { isForgotten: true })
  const begin = useChange('StreamingService_CreateDestinationFilter')
  const params = { organization_id: organizationId }
  const refusal = test.data?.error_message ?? ''
  const beginWith = (id: string) => {
    const body = { filter_type: 'DESTINATION_FILTER_TYPE_ORG_FILTER' } as const
    begin.mutate({ params: { ...params, destination_id: id }, body }, { onSuccess: onClose })
  }
  const keep = () => {
    create.mutate(
      { params, body: bodyOf(form) },
      {
        onSuccess: ({ destination }) => {
          beginWith(destination?.id ?? '')
        },
      },
    )
  }
  const made = create.data?.destination
  return (
    <Confirmation
      title={says.title}
      action={isUntested ? says.anyway : says.action}
      isPending={test.isPending || create.isPending || begin.isPending}
      error={test.error ?? create.error ?? begin.error}
      onConfirm={() => {
        if (made) beginWith(made.id)
        else if (isUntested) keep()
        else
          test.mutate(
            { params, body: providerOf(form) },
            {
              onSuccess: ({ error_message: message }) => {
                if (message === '') keep()
              },
            },
          )
      }}
      onClose={onClose}
    >
      <DestinationFields
        form={form}
        onChange={(changed) => {
          setForm(changed)
          setUntested(false)
          test.reset()
        }}
      />
      <p className="quiet">{says.says}</p>
      {refusal !== '' && (
        <>
          <p className="note" role="alert" data-look="revoked">
            {says.refused(refusal)}
          </p>
          <Checkbox
            label={says.ignore}
            checked={isUntested}
            onChange={({ currentTarget: { checked } }) => {
              setUntested(checked)
            }}
          />
        </>
      )}
      <EquivalentCall
        operation="StreamingService_CreateDestination"
        request={{ params, body: bodyOf({ ...form, token: SECRET_SHOWN }) }}
      />
    </Confirmation>
  )
}
