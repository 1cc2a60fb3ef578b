import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'

export type Group = NonNullable<Answer<Operations['GroupsService_GetGroup']>['group']>

const says = accessWords.groups.editing

export function EditGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const [name, setName] = useState(group.display_name)
  const [description, setDescription] = useState(group.description)
  const request = {
    params: { resource_name: group.resource_name },
    query: { update_mask: 'displayName,description' },
    body: { display_name: name, description },
  }
  return (
    <ConfirmedChange
      operation="GroupsService_UpdateGroup2"
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
        onChange={({ currentTarget }) => {
          setName(currentTarget.value)
        }}
      />
      <TextInput
        label={accessWords.description}
        value={description}
        onChange={({ currentTarget }) => {
          setDescription(currentTarget.value)
        }}
      />
    </ConfirmedChange>
  )
}
