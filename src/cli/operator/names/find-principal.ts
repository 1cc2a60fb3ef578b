import type { Principal, PrincipalKind } from '../../../domain/principal/principal.ts'
import type { OperatorRegistry } from '../operator-registry.ts'
import { listOpenInvitations } from '../user/list-open-invitations.ts'
import { listHomes } from './find-project.ts'
import { type Candidate, oneCalled } from './one-called.ts'

/** The words for principals of each kind. */
export const nounOf = {
  service: 'service principal',
  user: 'person',
  group: 'group',
} as const satisfies Record<PrincipalKind, string>

const asking = {
  service: { noun: 'service principal', make: 'create one with assay service-principal create' },
  user: { noun: 'principal', make: 'invite somebody with assay user invite' },
  group: { noun: 'group', make: 'create one with assay group create' },
} as const

export interface Among {
  readonly kinds: readonly [PrincipalKind, ...PrincipalKind[]]
  /** Only those of one project, by its name or ID. */
  readonly project?: string | undefined
}

/** The principal of that name, address or ID, in the organization or any of its projects. */
export async function findPrincipal(
  registry: OperatorRegistry,
  wanted: string,
  { kinds, project }: Among,
): Promise<Principal> {
  const { principals } = registry.context.store
  const candidates: Candidate<Principal>[] = []
  for (const { home, label } of await listHomes(registry, project))
    for (const kind of kinds)
      for (const principal of await principals.list(kind, home)) candidates.push(candidateOf(principal, label))
  const { noun, make } = asking[kinds[0]]
  const known = kinds.includes('user') && (await isInvited(registry, wanted)) ? notJoined(wanted) : undefined
  return oneCalled(wanted, candidates, { noun: kinds.length > 1 ? 'principal' : noun, advice: 'name one', make, known })
}

const isInvited = async (registry: OperatorRegistry, wanted: string) =>
  (await listOpenInvitations(registry)).some(({ email }) => email === wanted.toLowerCase())

const notJoined = (wanted: string) =>
  `${wanted} is invited, but has not joined yet: wait for that, or see assay user invitations`

export const candidateOf = (principal: Principal, where: string): Candidate<Principal> => ({
  thing: principal,
  id: principal.id,
  names: [principal.name, principal.displayName],
  label: `${nounOf[principal.kind]} ${nameOf(principal)}${principal.kind === 'service' ? ` of ${where}` : ''}`,
})

/** The name that people use: for a person the address, which is unique. */
export const nameOf = ({ kind, name, displayName }: Principal): string => (kind === 'group' ? displayName : name)
