import type { Operations } from '../../../client/apis.ts'
import type { Answer } from '../../../client/client.ts'
import type { ClientContext, DeclaredVerb } from '../client-command.ts'

type Caller = Answer<Operations['IamService_GetCallerIdentity']>['principal']

export const whoamiVerb: DeclaredVerb = {
  kind: 'asks',
  words: '',
  examples: ['assay whoami'],
  run: whoami,
}

async function whoami({ client, output, server, location }: ClientContext): Promise<void> {
  const { principal } = await client.call('IamService_GetCallerIdentity', {})
  await output.one(principal, {
    facts: [
      ['You are', callerText(principal)],
      ['Id', principal?.id ?? ''],
      ['Credentials', server.credentialsFrom],
      ['Server', server.apiUrl],
      ['TLS trust', server.trustFrom],
      ['Organization', location.organizationId],
      ['Project', location.projectId],
    ],
    name: () => callerText(principal),
  })
}

/** The email address or name, else the ID. */
export const callerText = (caller: Caller): string =>
  caller?.user?.email || caller?.service?.name || caller?.id || 'a caller that the server does not name'
