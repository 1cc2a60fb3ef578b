import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { Project } from './rename-project.tsx'

const says = accessWords.projects.describing

export function DescribeProject({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const [description, set] = useState(project.description)
  const request = { params: { id: project.id }, body: { description } }
  return (
    <ConfirmedChange
      operation="ProjectService_SetDescription"
      request={request}
      title={says.title}
      action={says.action}
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
    </ConfirmedChange>
  )
}
