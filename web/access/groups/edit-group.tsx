import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'

export type Group = NonNullable<Answer<Operations['GroupsService_GetGroup']>['group']>

const says = accessWords.groups.editing

export function EditGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const [name, setName] = useState(group.display_name)
  const [description, setDescription] = useState(group.description)
  const change = useChange('GroupsService_UpdateGroup2')
  const request = {
    params: { resource_name: group.resource_name },
    query: { update_mask: 'displayName,description' },
    body: { display_name: name, description },
  }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        change.mutate(request, { onSuccess: onClose })
      }}
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
      <EquivalentCall operation="GroupsService_UpdateGroup2" request={request} />
    </Confirmation>
  )
}
