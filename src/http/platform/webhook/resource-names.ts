import type { Context } from '../../../domain/context.ts'
import type { Location } from '../../../domain/location.ts'
import { findHome } from '../../../domain/principal/find-home.ts'
import type { WebhookRef } from '../../../domain/record/webhook/require-webhook.ts'

/** Reads `webhook/project/P/geo/us/webhook/N`, or the parent `project/P`, for which the name is empty. */
export async function webhookNamed(context: Context, resourceName: string): Promise<WebhookRef> {
  const [, id = '', , , , name = ''] = resourceName.replace(/^webhook\//, '').split('/')
  const { organizationId } = await findHome(context, { type: 'project', id })
  return { location: { organizationId, projectId: id }, name }
}

/** All registries are in the only geography that HCP Packer has. */
export const resourceNameOf = ({ projectId }: Pick<Location, 'projectId'>, name: string): string =>
  `webhook/project/${projectId}/geo/us/webhook/${name}`
