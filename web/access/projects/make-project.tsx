import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'

const says = accessWords.projects.making

export function MakeProject({ access, onClose }: { readonly access: Access; readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const making = useChange('ProjectService_Create')
  const parent = { id: access.organization?.id ?? '', type: 'ORGANIZATION' } as const
  const request = { body: { name, description, parent } }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={making.isPending}
      error={making.error}
      onConfirm={() => {
        making.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <TextInput
        label={accessWords.name}
        value={name}
        required
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          setName(value)
        }}
      />
      <TextInput
        label={accessWords.description}
        value={description}
        onChange={({ currentTarget: { value } }) => {
          setDescription(value)
        }}
      />
      <EquivalentCall operation="ProjectService_Create" request={request} />
    </Confirmation>
  )
}
