import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'

export type Project = NonNullable<Answer<Operations['ProjectService_Get']>['project']>

const says = accessWords.projects.renaming

export function RenameProject({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const [name, set] = useState(project.name)
  const change = useChange('ProjectService_SetName')
  const request = { params: { id: project.id }, body: { name } }
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
      <p>{says.says}</p>
      <TextInput
        label={accessWords.name}
        value={name}
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          set(value)
        }}
      />
      <EquivalentCall operation="ProjectService_SetName" request={request} />
    </Confirmation>
  )
}
