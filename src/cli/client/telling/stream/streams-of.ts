import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { ClientContext } from '../../client-command.ts'

export type Stream = Answer<Operations['AssayService_ListStreams']>['streams'][number]

/** All streams of the organization, by name. */
export async function streamsOf({ client, location }: ClientContext): Promise<readonly Stream[]> {
  const request = { params: { organization_id: location.organizationId } }
  return (await client.call('AssayService_ListStreams', request)).streams
}
