// billing 2020-11-05: only the part that clients use when they create a project. Nobody is billed: an organization has one
// account, which covers all its projects.
import type { Operations, Schemas } from '../../../contract/generated/billing-2020-11-05.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Context } from '../../../domain/context.ts'
import { invalidArgument, shown } from '../../../domain/errors.ts'
import { listProjects, viewOrganization } from '../../../domain/organization/get-organization.ts'
import type { Handlers } from '../../binding/handler.ts'

async function account(
  context: Context,
  { organization_id: organizationId, id }: { readonly organization_id: string; readonly id: string },
): Promise<Outgoing<Schemas['BillingAccount']>> {
  const projects = await listProjects(context, organizationId)
  const project_ids = projects.map((project) => project.id)
  return { id, organization_id: organizationId, name: 'default', country: 'UNSET', status: 'ACTIVE', project_ids }
}

export const billingHandlers = {
  async BillingAccountService_Get({ params }, context) {
    await viewOrganization(context, 'organization.get', params.organization_id)
    return { billing_account: await account(context, params) }
  },
  async BillingAccountService_Update({ params, body: { project_ids: wanted = [] } }, context) {
    await viewOrganization(context, 'project.create', params.organization_id)
    const known = await account(context, params)
    const unknown = wanted.findIndex((id) => !known.project_ids.includes(id))
    if (unknown !== -1)
      throw invalidArgument(
        `project_ids[${unknown}]`,
        `the organization has no project "${shown(wanted[unknown] ?? '')}"`,
      )
    return { billing_account: known }
  },
} satisfies Handlers<Operations, keyof Operations>
