import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { Project } from './rename-project.tsx'

const says = accessWords.projects.describing

export function DescribeProject({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const [description, set] = useState(project.description)
  const change = useChange('ProjectService_SetDescription')
  const request = { params: { id: project.id }, body: { description } }
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
        label={accessWords.description}
        value={description}
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          set(value)
        }}
      />
      <EquivalentCall operation="ProjectService_SetDescription" request={request} />
    </Confirmation>
  )
}
