import { changeHome } from '../change.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../record/event/record-event.ts'
import { requireDisplayName } from '../require-length.ts'
import { viewOrganization } from './get-organization.ts'

export interface RenameOrganization {
  readonly organizationId: string
  readonly name: string
}

export async function renameOrganization(
  context: Context,
  { organizationId, name }: RenameOrganization,
): Promise<void> {
  const organization = await viewOrganization(context, 'organization.update', organizationId)
  requireDisplayName('name', name)
  const home = { organizationId, projectId: null }
  if (name === organization.name) return
  await changeHome(context, 'organization.update', home, async (change) => {
    await change.tx.organizations.updateOrganization({ ...organization, name })
    const previous = { name: organization.name }
    recordEvent(change, {
      kind: 'organization.updated',
      payload: { organization: { id: organizationId, name }, previous },
    })
  })
}
