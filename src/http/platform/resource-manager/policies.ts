// The policies of organizations, projects, buckets and groups, and the permissions that the caller holds on them.
import type { Operations, Schemas } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import type { Context } from '../../../domain/context.ts'
import { invalidArgument, shown } from '../../../domain/errors.ts'
import type { PrincipalKind } from '../../../domain/principal/principal.ts'
import { getPolicy } from '../../../domain/principal/role/get-policy.ts'
import type { Policy, PolicyTarget } from '../../../domain/principal/role/policy.ts'
import { setPolicy, type WantedPolicy } from '../../../domain/principal/role/set-policy.ts'
import { testPermissions } from '../../../domain/principal/role/test-permissions.ts'
import type { Handlers } from '../../binding/handler.ts'

type PolicyMessage = Schemas['hashicorp.cloud.resourcemanager.Policy']
type MemberType = Schemas['hashicorp.cloud.resourcemanager.PolicyBindingMemberType']

const kindOut = {
  user: 'USER',
  group: 'GROUP',
  service: 'SERVICE_PRINCIPAL',
} as const satisfies Record<PrincipalKind, MemberType>

const policyOut = ({ bindings, etag }: Policy): Outgoing<PolicyMessage> => ({
  bindings: bindings.map(({ role, members }) => ({
    role_id: `roles/${role}`,
    members: members.map(({ id, kind }) => ({ member_id: id, member_type: kindOut[kind] })),
  })),
  etag,
})

const policyIn = ({ bindings = [], etag = '' }: Incoming<PolicyMessage>): WantedPolicy => ({
  bindings: bindings.map(({ role_id: roleId = '', members = [] }) => ({
    roleId,
    members: members.map(({ member_id: id = '', member_type: type }) => ({
      id,
      kind: (Object.keys(kindOut) as PrincipalKind[]).find((kind) => kindOut[kind] === type) ?? null,
    })),
  })),
  etag,
})

const patterns: readonly (readonly [RegExp, (...parts: string[]) => PolicyTarget])[] = [
  [/^organization\/([^/]+)$/, (id = '') => ({ type: 'organization', organizationId: id })],
  [/^project\/([^/]+)$/, (id = '') => ({ type: 'project', projectId: id })],
  [
    /^packer\/project\/([^/]+)\/bucket\/([^/]+)$/,
    (projectId = '', bucketName = '') => ({ type: 'bucket', projectId, bucketName }),
  ],
  [
    /^iam\/organization\/([^/]+)\/group\/([^/]+)$/,
    (organizationId = '', name = '') => ({ type: 'group', organizationId, name }),
  ],
]

/** The resource that a name refers to. A name of another HCP service is invalid, as opposed to one that no longer exists. */
export function targetNamed(field: string, name: string): PolicyTarget {
  for (const [pattern, targetOf] of patterns) {
    const [found, ...parts] = pattern.exec(name) ?? []
    if (found !== undefined) return targetOf(...parts)
  }
  throw invalidArgument(
    field,
    `"${shown(name)}" names nothing that has a policy here: use organization/ID, project/ID, packer/project/ID/bucket/NAME or iam/organization/ID/group/NAME`,
  )
}

interface Named {
  readonly resource_name?: string
  readonly resource_id?: string
}

/** The target, given by its name or by its id alone. */
const targetIn = ({ resource_name: name = '', resource_id: id = '' }: Named): PolicyTarget => {
  if (name !== '' || id === '') return targetNamed('resource_name', name)
  return { type: 'id', id }
}

/** The key under which a batch response has the answer for a resource. */
const keyOf = ({ resource_name: name = '', resource_id: id = '' }: Named): string => (name === '' ? id : name)

const organization = (id: string): PolicyTarget => ({ type: 'organization', organizationId: id })
const project = (id: string): PolicyTarget => ({ type: 'project', projectId: id })

interface Setting {
  readonly policy?: Incoming<PolicyMessage>
}
const get = async (context: Context, target: PolicyTarget) => ({ policy: policyOut(await getPolicy(context, target)) })
const set = async (context: Context, target: PolicyTarget, { policy = {} }: Setting) => ({
  policy: policyOut(await setPolicy(context, { target, policy: policyIn(policy) })),
})
const test = async (context: Context, target: PolicyTarget, names: readonly string[] = []) => ({
  allowed_permissions: await testPermissions(context, { target, names }),
})

const MOST_RESOURCES = 100

export const policyHandlers = {
  OrganizationService_GetIamPolicy: ({ params }, context) => get(context, organization(params.id)),
  OrganizationService_SetIamPolicy: ({ params, body }, context) => set(context, organization(params.id), body),
  OrganizationService_TestIamPermissions: ({ params, body }, context) =>
    test(context, organization(params.id), body.permissions),
  ProjectService_GetIamPolicy: ({ params }, context) => get(context, project(params.id)),
  ProjectService_SetIamPolicy: ({ params, body }, context) => set(context, project(params.id), body),
  ProjectService_TestIamPermissions: ({ params, body }, context) => test(context, project(params.id), body.permissions),
  ResourceService_GetIamPolicy: ({ query }, context) => get(context, targetIn(query)),
  ResourceService_SetIamPolicy: ({ body }, context) => set(context, targetIn(body), body),
  ResourceService_TestIamPermissions: ({ body }, context) =>
    test(context, targetIn(body.resource ?? {}), body.permissions),
  AuthorizationService_TestIamPermissions: ({ body }, context) => test(context, targetIn(body), body.permissions),
  async AuthorizationService_BatchTestIamPermissions({ body: { resources = [] } }, context) {
    if (resources.length > MOST_RESOURCES)
      throw invalidArgument('resources', `may be at most ${MOST_RESOURCES} at once`)
    const answers: Record<string, { readonly allowed_permissions: readonly string[] }> = {}
    for (const resource of resources)
      answers[keyOf(resource)] = await test(context, targetIn(resource), resource.permissions)
    return { resource_permissions: answers }
  },
} satisfies Partial<Handlers<Operations, keyof Operations>>
