// One group: its members, its roles and its managers.
import { Group as Row } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'react-router'
import { usePermits } from '../../asking/permissions.ts'
import { isRefused } from '../../asking/registry-client.ts'
import { type Access, useAccess } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { Fact } from '../../parts/fact.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { AccessPage } from '../access-page.tsx'
import { RolesOf } from '../roles/roles-of.tsx'
import { EditGroup, type Group } from './edit-group.tsx'
import { GroupManagers } from './group-managers.tsx'
import { GroupMembers } from './group-members.tsx'

const says = accessWords.groups
const GROUPS = '/access/groups'

export function GroupPage() {
  const { group: name = '' } = useParams()
  const access = useAccess()
  const resourceName = `iam/organization/${access.organization?.id ?? ''}/group/${name}`
  const answer = useAnswer(
    'GroupsService_GetGroup',
    { params: { resource_name: resourceName } },
    { when: access.organization !== undefined },
  )
  const group = answer.data?.group ?? null
  return (
    <AccessPage
      title={group?.display_name ?? name}
      crumbs={[{ name: words.navigation.groups, to: GROUPS }]}
      access={access}
      needs={['iam.groups.get']}
      permits={() => !isRefused(answer.error)}
    >
      {() => <Answered answer={answer}>{() => group && <OneGroup access={access} group={group} />}</Answered>}
    </AccessPage>
  )
}

function OneGroup({ access, group }: { readonly access: Access; readonly group: Group }) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const close = () => {
    setOpen(null)
  }
  const permits = usePermits(group.resource_name)
  return (
    <>
      <dl className="facts" style={{ marginBottom: 16 }}>
        <Fact name={accessWords.description}>{group.description || words.none}</Fact>
        <Fact name={accessWords.resourceName}>
          <Copyable text={group.resource_name} label={accessWords.resourceName} />
        </Fact>
        <Fact name={accessWords.id}>
          <Copyable text={group.resource_id} label={accessWords.id} />
        </Fact>
      </dl>
      <GroupMembers access={access} permits={permits} group={group} />
      <RolesOf access={access} member={{ id: group.resource_id, type: 'GROUP', name: group.display_name }} />
      <GroupManagers access={access} permits={permits} group={group} />
      <Row mt="md">
        <PermittedButton
          permits={permits}
          permission="iam.groups.update"
          onClick={() => {
            setOpen('edit')
          }}
        >
          {says.editing.title}
        </PermittedButton>
        <PermittedButton
          permits={permits}
          permission="iam.groups.delete"
          onClick={() => {
            setOpen('delete')
          }}
        >
          {says.deleting.title}
        </PermittedButton>
      </Row>
      {open === 'edit' && <EditGroup group={group} onClose={close} />}
      {open === 'delete' && <Deletion group={group} onClose={close} />}
    </>
  )
}

function Deletion({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const request = { params: { resource_name: group.resource_name } }
  return (
    <ConfirmedChange
      operation="GroupsService_DeleteGroup"
      request={request}
      title={says.deleting.title}
      action={says.deleting.action(group.display_name)}
      typed={group.display_name}
      leadsTo={GROUPS}
      onClose={onClose}
    >
      <p>{says.deleting.says(group.member_count)}</p>
    </ConfirmedChange>
  )
}
