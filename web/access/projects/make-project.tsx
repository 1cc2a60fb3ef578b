import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'

const says = accessWords.projects.making

export function MakeProject({ access, onClose }: { readonly access: Access; readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const parent = { id: access.organization?.id ?? '', type: 'ORGANIZATION' } as const
  const request = { body: { name, description, parent } }
  return (
    <ConfirmedChange
      operation="ProjectService_Create"
      request={request}
      title={says.title}
      action={says.action}
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
    </ConfirmedChange>
  )
}
