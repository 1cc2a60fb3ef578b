import type { Access } from '../../asking/use-access.ts'
import { Copyable } from '../../parts/copyable.tsx'
import { Lines } from '../../parts/lines.tsx'
import { words } from '../../words/words.ts'
import { ShownOnce } from '../shown-once.tsx'
import type { ServicePrincipal } from './service-principal.ts'

interface NewKeyProps {
  readonly access: Access
  readonly principal: ServicePrincipal
  readonly clientId: string
  readonly secret: string
  readonly onDone: () => void
}

const says = words.access.servicePrincipals.keys

export function NewKey({ access, principal, clientId, secret, onDone }: NewKeyProps) {
  // One of the organization may push into any project: the first, until somebody says another.
  const projectId = principal.project_id || access.projects[0]?.id
  const lines = [
    `export HCP_API_ADDRESS=${location.host}`,
    `export HCP_AUTH_URL=${location.origin}`,
    `export HCP_ORGANIZATION_ID=${principal.organization_id}`,
    ...(projectId === undefined ? [] : [`export HCP_PROJECT_ID=${projectId}`]),
    `export HCP_CLIENT_ID='${clientId}'`,
    `export HCP_CLIENT_SECRET='${secret}'`,
  ]
  return (
    <ShownOnce title={says.once.title} says={says.once.says} onDone={onDone}>
      <dl className="facts">
        <dt>{says.clientId}</dt>
        <dd>
          <Copyable text={clientId} label={says.clientId} />
        </dd>
        <dt>{says.secret}</dt>
        <dd>
          <Copyable text={secret} label={says.secret} />
        </dd>
      </dl>
      <p>{says.once.lines}</p>
      <Lines text={lines.join('\n')} label={says.once.lines} />
    </ShownOnce>
  )
}
