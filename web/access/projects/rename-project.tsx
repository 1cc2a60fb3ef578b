import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'

export type Project = NonNullable<Answer<Operations['ProjectService_Get']>['project']>

const says = accessWords.projects.renaming

export function RenameProject({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const [name, set] = useState(project.name)
  const request = { params: { id: project.id }, body: { name } }
  return (
    <ConfirmedChange
      operation="ProjectService_SetName"
      request={request}
      title={says.title}
      action={says.action}
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
    </ConfirmedChange>
  )
}
