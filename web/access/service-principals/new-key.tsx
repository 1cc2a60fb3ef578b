import type { Access } from '../../asking/use-access.ts'
import { clientVariables } from '../../parts/client-variables.ts'
import { Copyable } from '../../parts/copyable.tsx'
import { Fact } from '../../parts/fact.tsx'
import { Lines } from '../../parts/lines.tsx'
import { accessWords } from '../../words/access-words.ts'
import { ShownOnce } from '../shown-once.tsx'
import type { ServicePrincipal } from './service-principal.ts'

interface NewKeyProps {
  readonly access: Access
  readonly principal: ServicePrincipal
  readonly clientId: string
  readonly secret: string
  readonly onDone: () => void
}

const says = accessWords.servicePrincipals.keys

export function NewKey({ access, principal, clientId, secret, onDone }: NewKeyProps) {
  // A service principal of the organization may push into any project: the lines name the first, until the user chooses another.
  const projectId = principal.project_id || access.projects[0]?.id
  const lines = clientVariables({
    organizationId: principal.organization_id,
    projectId,
    clientId,
    clientSecret: secret,
  })
  return (
    <ShownOnce title={says.once.title} says={says.once.says} onDone={onDone}>
      <dl className="facts">
        <Fact name={says.clientId}>
          <Copyable text={clientId} label={says.clientId} />
        </Fact>
        <Fact name={says.secret}>
          <Copyable text={secret} label={says.secret} />
        </Fact>
      </dl>
      <p>{says.once.lines}</p>
      <Lines text={lines} label={says.once.lines} />
    </ShownOnce>
  )
}
