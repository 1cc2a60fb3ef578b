import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'
import { type Named, NameFields } from '../name-fields.tsx'

const says = accessWords.projects.making

export function MakeProject({ access, onClose }: { readonly access: Access; readonly onClose: () => void }) {
  const [named, setNamed] = useState<Named>({ name: '', description: '' })
  const parent = { id: access.organization?.id ?? '', type: 'ORGANIZATION' } as const
  const request = { body: { ...named, parent } }
  return (
    <ConfirmedChange
      operation="ProjectService_Create"
      request={request}
      title={says.title}
      action={says.action}
      onClose={onClose}
    >
      <NameFields value={named} onChange={setNamed} />
    </ConfirmedChange>
  )
}
