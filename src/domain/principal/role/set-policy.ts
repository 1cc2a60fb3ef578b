import { isAllowed } from '../../authorize.ts'
import { changeOrganization } from '../../change.ts'
import type { Context } from '../../context.ts'
import { etagMismatch, invalidArgument, permissionDenied, shown } from '../../errors.ts'
import { deniedOf } from '../../location.ts'
import { recordEvent } from '../../record/event/record-event.ts'
import type { Ports } from '../../store.ts'
import { keepAnOwner } from './keep-an-owner.ts'
import {
  type FoundTarget,
  type Policy,
  policyOf,
  type PolicyTarget,
  policyFor,
  requireStill,
  viewTarget,
} from './policy.ts'
import { permissionToGive } from './permission-to-give.ts'
import { type Role, type RoleBinding, roles, rolesOn } from './role.ts'
import type { Principal, PrincipalKind } from '../principal.ts'

/** A policy as a request gives it, not yet validated. */
export interface WantedPolicy {
  readonly bindings: readonly {
    readonly roleId: string
    readonly members: readonly { readonly id: string; readonly kind: PrincipalKind | null }[]
  }[]
  /** Empty to replace the policy whatever its etag is. */
  readonly etag: string
}

export interface SetPolicy {
  readonly target: PolicyTarget
  readonly policy: WantedPolicy
}

/** A policy may name this many members, or as many as it has now: accepting an invitation adds a member even beyond the limit. */
const MEMBERS = 1000

/**
 * Replaces who holds which role on something. Writes nothing and throws when a role or a member is unknown or there are too many
 * members (`invalid_argument`), when the etag is not that of the policy (`aborted`), or when the organization would have no
 * owner any more who can sign in (`failed_precondition`). Only an owner may change who the owners are.
 */
export async function setPolicy(context: Context, { target, policy }: SetPolicy): Promise<Policy> {
  const found = await viewTarget(context, 'policy.set', target)
  const { bound, resource, home } = found
  return changeOrganization(context, 'policy.set', { resource, location: home }, async (change) => {
    const { tx } = change
    await requireStill(tx, found)
    const before = await tx.roles.list(bound)
    const current = await policyFor(tx, bound, before)
    if (policy.etag !== '' && policy.etag !== current.etag) throw etagMismatch(found.label)
    const { bindings, principals } = await bindingsFrom(tx, found, { policy, before })
    const granted = without(bindings, before)
    const withdrawn = without(before, bindings)
    const changed = [...granted, ...withdrawn]
    const missing = changed
      .map(({ role }) => permissionToGive(role))
      .find((each) => !isAllowed(context, each, resource))
    if (missing !== undefined)
      throw permissionDenied(
        `principal "${context.actor.name}" needs the owner role to change who owns ${found.label}`,
        deniedOf(missing, resource),
      )
    if (changed.length === 0) return current
    await keepAnOwner(change, () => tx.roles.replace(bound, bindings))
    recordEvent(change, eventOf(found, await named(tx, { granted, withdrawn })))
    return policyOf(bound, await tx.roles.list(bound), principals)
  })
}

const keyOf = ({ role, principalId }: RoleBinding) => `${role} ${principalId}`

function without(bindings: readonly RoleBinding[], others: readonly RoleBinding[]): readonly RoleBinding[] {
  const known = new Set(others.map(keyOf))
  return bindings.filter((binding) => !known.has(keyOf(binding)))
}

/** The wanted bindings, without duplicates, and their principals. */
async function bindingsFrom(
  tx: Ports,
  { bound, home }: FoundTarget,
  { policy: { bindings }, before }: { readonly policy: WantedPolicy; readonly before: readonly RoleBinding[] },
) {
  const ids = [...new Set(bindings.flatMap(({ members }) => members.map(({ id }) => id)))]
  const most = Math.max(MEMBERS, new Set(before.map(({ principalId }) => principalId)).size)
  if (ids.length > most) throw invalidArgument('policy.bindings', `may name at most ${most} members`)
  const principals = await tx.principals.findMany(ids)
  const byId = new Map(principals.map((principal) => [principal.id, principal]))
  const wanted = new Map<string, RoleBinding>()
  for (const [index, { roleId, members }] of bindings.entries()) {
    const field = `policy.bindings[${index}]`
    const role = roleOn(bound.type, roleId, `${field}.role_id`)
    for (const [place, { id, kind }] of members.entries()) {
      requireMember(`${field}.members[${place}]`, {
        id,
        kind,
        principal: byId.get(id),
        organizationId: home.organizationId,
      })
      wanted.set(`${role} ${id}`, { role, principalId: id })
    }
  }
  return { bindings: [...wanted.values()], principals }
}

function roleOn(type: FoundTarget['bound']['type'], roleId: string, field: string): Role {
  const allowed = rolesOn[type]
  const role = allowed.find((known) => roleId === `roles/${known}`)
  if (role !== undefined) return role
  const known = Object.keys(roles).some((name) => roleId === `roles/${name}`)
  const what = known ? `"${shown(roleId)}" cannot be held on a ${type}` : `there is no role "${shown(roleId)}"`
  throw invalidArgument(field, `${what}: use one of ${allowed.map((name) => `roles/${name}`).join(', ')}`)
}

interface Member {
  readonly id: string
  readonly kind: PrincipalKind | null
  readonly principal: Principal | undefined
  readonly organizationId: string
}

function requireMember(field: string, { id, kind, principal, organizationId }: Member): void {
  if (principal?.organizationId !== organizationId)
    throw invalidArgument(`${field}.member_id`, `the organization has no principal "${shown(id)}"`)
  if (kind !== null && kind !== principal.kind)
    throw invalidArgument(`${field}.member_type`, `principal "${shown(id)}" is a ${principal.kind}, not a ${kind}`)
}

type Changed<Binding> = Readonly<Record<'granted' | 'withdrawn', readonly Binding[]>>

async function named({ principals }: Ports, { granted, withdrawn }: Changed<RoleBinding>) {
  const found = await principals.findMany([...granted, ...withdrawn].map(({ principalId }) => principalId))
  const names = new Map(found.map(({ id, displayName }) => [id, displayName]))
  const withName = (binding: RoleBinding) => ({ ...binding, name: names.get(binding.principalId) ?? '' })
  return { granted: granted.map(withName), withdrawn: withdrawn.map(withName) }
}

function eventOf({ bound, bucket, label, told = label }: FoundTarget, changed: Awaited<ReturnType<typeof named>>) {
  const payload = { resource: { type: bound.type, id: bound.id, label: told }, ...changed }
  return bucket
    ? ({ kind: 'bucket.policy-updated', bucket, payload } as const)
    : ({ kind: 'policy.updated', payload } as const)
}
