import { operatorActor } from '../../domain/principal/principal.ts'
import { INVITATION_MS, inviteUsers } from '../../domain/principal/invitation/invite-users.ts'
import type { Unsigned } from '../../domain/principal/user/person.ts'
import { invitationTokens } from './sessions.ts'

export interface OfServer {
  readonly serverKey: Uint8Array
  readonly organizationId: string
}

/** Creates an invitation to own the organization, for whoever opens it first. Resolves to its path, which is valid for an hour. */
export async function inviteOwner(unsigned: Unsigned, { serverKey, organizationId }: OfServer): Promise<string> {
  const { token, hash } = invitationTokens(serverKey).make()
  const invited = [{ email: null, role: 'owner', hash } as const]
  await inviteUsers({ ...unsigned, actor: operatorActor }, { organizationId, goodForMs: INVITATION_MS.least, invited })
  return `/invitations/${token}`
}
