import { useState } from 'react'
import type { Operations } from '../../../src/client/apis.ts'
import type { Answer } from '../../../src/client/client.ts'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'
import { type Named, NameFields } from '../name-fields.tsx'

export type Group = NonNullable<Answer<Operations['GroupsService_GetGroup']>['group']>

const says = accessWords.groups.editing

export function EditGroup({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const [named, setNamed] = useState<Named>({ name: group.display_name, description: group.description })
  const request = {
    params: { resource_name: group.resource_name },
    query: { update_mask: 'displayName,description' },
    body: { display_name: named.name, description: named.description },
  }
  return (
    <ConfirmedChange
      operation="GroupsService_UpdateGroup2"
      request={request}
      title={says.title}
      action={says.action}
      onClose={onClose}
    >
      <NameFields value={named} onChange={setNamed} />
    </ConfirmedChange>
  )
}
