// The roles of a principal on the organization and its projects, direct and through groups, and how to grant and withdraw them.
import { useState } from 'react'
import { Link } from 'react-router'
import type { Access } from '../../asking/use-access.ts'
import { Answered } from '../../parts/answered.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { Panel } from '../panel.tsx'
import { accessWords } from '../../words/access-words.ts'
import { words } from '../../words/words.ts'
import { GiveRole, placeName } from './give-role.tsx'
import { type Member, roleName, rolesIn } from './policy.ts'
import { RoleMeaning } from './role-meaning.tsx'
import { TakeRole } from './take-role.tsx'
import { type PlacePolicy, usePolicies, useRoles } from './use-policies.ts'

export interface GroupOfMember {
  readonly id: string
  readonly name: string
  readonly path: string
}

interface RolesOfProps {
  readonly access: Access
  readonly member: Member
  /** The groups whose roles the member holds too. */
  readonly groups?: readonly GroupOfMember[]
  /** Whether granting a role is the main action of the page. */
  readonly isMain?: boolean
}

interface Held {
  readonly at: PlacePolicy
  readonly roleId: string
  readonly group: GroupOfMember | null
}

const says = accessWords.roles

export function RolesOf(props: RolesOfProps) {
  return (
    <Panel title={words.navigation.roles}>
      <Permitted permits={props.access.somewhere} permission="resource-manager.resources.get-iam-policy">
        {() => <Roles {...props} />}
      </Permitted>
    </Panel>
  )
}

function Roles({ access, member, groups = [], isMain = false }: RolesOfProps) {
  const answer = usePolicies(access)
  const [isGiving, setGiving] = useState(false)
  const [taken, setTaken] = useState<Held | null>(null)
  const close = () => {
    setGiving(false)
    setTaken(null)
  }
  const current = answer.data?.find(({ place }) => place.resourceName === taken?.at.place.resourceName)
  return (
    <>
      <Answered answer={answer} lines={2}>
        {(policies) => <HeldRoles access={access} held={heldBy(policies, member, groups)} onTake={setTaken} />}
      </Answered>
      <p className="quiet">
        {says.buckets} <code>npm run -s assay -- role show --bucket NAME</code>
      </p>
      <PermittedButton
        permits={access.somewhere}
        permission="resource-manager.resources.set-iam-policy"
        variant={isMain ? 'filled' : 'default'}
        onClick={() => {
          setGiving(true)
        }}
      >
        {says.giving.title}
      </PermittedButton>
      {isGiving && answer.data && <GiveRole access={access} policies={answer.data} member={member} onClose={close} />}
      {taken && current && <TakeRole held={current} roleId={taken.roleId} member={member} onClose={close} />}
    </>
  )
}

function heldBy(policies: readonly PlacePolicy[], member: Member, groups: readonly GroupOfMember[]): readonly Held[] {
  return policies.flatMap((at) => [
    ...rolesIn(at.policy, member.id).map((roleId): Held => ({ at, roleId, group: null })),
    ...groups.flatMap((group) => rolesIn(at.policy, group.id).map((roleId): Held => ({ at, roleId, group }))),
  ])
}

interface HeldRolesProps {
  readonly access: Access
  readonly held: readonly Held[]
  readonly onTake: (held: Held) => void
}

function HeldRoles({ access, held, onTake }: HeldRolesProps) {
  const roles = useRoles(access)
  if (held.length === 0) return <p>{says.none}</p>
  return (
    <Table columns={[says.columns.role, says.columns.where, says.columns.take, says.columns.meaning]}>
      {held.map((one) => (
        <tr key={`${one.at.place.resourceName} ${one.roleId} ${one.group?.id ?? ''}`}>
          <th scope="row">{roleName(one.roleId)}</th>
          <td>{placeName(one.at.place)}</td>
          <td>
            {one.group ? (
              <>
                {says.through} <Link to={one.group.path}>{one.group.name}</Link>
              </>
            ) : (
              <PermittedButton
                permits={access.on(one.at.place.resourceName)}
                permission="resource-manager.resources.set-iam-policy"
                size="xs"
                aria-label={says.take(roleName(one.roleId), placeName(one.at.place))}
                onClick={() => {
                  onTake(one)
                }}
              >
                {says.columns.take}
              </PermittedButton>
            )}
          </td>
          <td>
            <RoleMeaning role={roles.find(({ id }) => id === one.roleId)} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
