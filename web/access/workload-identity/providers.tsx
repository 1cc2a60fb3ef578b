// The providers of one service principal, with the lines that a workload needs to authenticate.
import { Group } from '@mantine/core'
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { Fact } from '../../parts/fact.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { Panel } from '../panel.tsx'
import { accessWords } from '../../words/access-words.ts'
import { homeResource, type ServicePrincipal } from '../service-principals/service-principal.ts'
import { ChangeProvider } from './change-provider.tsx'
import { MakeProvider } from './make-provider.tsx'
import { type Provider, providerName } from './provider.ts'
import { ProviderLines } from './provider-lines.tsx'

const says = accessWords.workloadIdentity

interface ProvidersProps {
  readonly access: Access
  readonly principal: ServicePrincipal
}

type Open = { readonly what: 'make' } | { readonly what: 'change' | 'delete'; readonly provider: Provider } | null

export function Providers({ access, principal }: ProvidersProps) {
  const params = { parent_resource_name: principal.resource_name }
  const answer = useAnswer('ServicePrincipalsService_ListWorkloadIdentityProvider', { params })
  const [open, setOpen] = useState<Open>(null)
  const close = () => {
    setOpen(null)
  }
  return (
    <>
      <Answered answer={answer} lines={3}>
        {({ providers }) =>
          providers.length === 0 ? (
            <p>{says.none}</p>
          ) : (
            providers.map((provider) => (
              <OneProvider
                key={provider.resource_id}
                access={access}
                principal={principal}
                provider={provider}
                onOpen={setOpen}
              />
            ))
          )
        }
      </Answered>
      <PermittedButton
        permits={access.on(homeResource(principal.resource_name))}
        permission="iam.workload-identity-providers.create"
        variant="filled"
        onClick={() => {
          setOpen({ what: 'make' })
        }}
      >
        {says.making.title}
      </PermittedButton>
      {open?.what === 'make' && <MakeProvider principal={principal} onClose={close} />}
      {open?.what === 'change' && <ChangeProvider provider={open.provider} onClose={close} />}
      {open?.what === 'delete' && <Deletion provider={open.provider} onClose={close} />}
    </>
  )
}

interface OneProviderProps extends ProvidersProps {
  readonly provider: Provider
  readonly onOpen: (open: Open) => void
}

function OneProvider({ access, principal, provider, onOpen }: OneProviderProps) {
  const permits = access.on(homeResource(principal.resource_name))
  const { oidc_config: oidc, aws_config: aws } = provider
  const name = providerName(provider)
  return (
    <Panel title={name}>
      <dl className="facts">
        {provider.description !== '' && <Fact name={accessWords.description}>{provider.description}</Fact>}
        {oidc && <Fact name={says.issuer}>{oidc.issuer_uri}</Fact>}
        {oidc && (
          <Fact name={says.audiences}>
            {oidc.allowed_audiences.length === 0 ? says.itself : oidc.allowed_audiences.join(', ')}
          </Fact>
        )}
        {aws && <Fact name={says.accountId}>{aws.account_id}</Fact>}
        <Fact name={says.condition}>
          <code>{provider.conditional_access}</code>
        </Fact>
        <Fact name={accessWords.resourceName}>
          <Copyable text={provider.resource_name} label={accessWords.resourceName} />
        </Fact>
        <Fact name={says.changed}>
          <TimeAgo at={provider.updated_at} />
        </Fact>
      </dl>
      <ProviderLines access={access} principal={principal} provider={provider} />
      <Group mt="sm">
        <PermittedButton
          permits={permits}
          permission="iam.workload-identity-providers.update"
          aria-label={says.changing.action(name)}
          onClick={() => {
            onOpen({ what: 'change', provider })
          }}
        >
          {says.changing.title}
        </PermittedButton>
        <PermittedButton
          permits={permits}
          permission="iam.workload-identity-providers.delete"
          aria-label={says.deleting.action(name)}
          onClick={() => {
            onOpen({ what: 'delete', provider })
          }}
        >
          {says.deleting.title}
        </PermittedButton>
      </Group>
    </Panel>
  )
}

function Deletion({ provider, onClose }: { readonly provider: Provider; readonly onClose: () => void }) {
  const request = { params: { resource_name_4: provider.resource_name } }
  const name = providerName(provider)
  return (
    <ConfirmedChange
      operation="ServicePrincipalsService_DeleteWorkloadIdentityProvider"
      request={request}
      title={says.deleting.title}
      action={says.deleting.action(name)}
      typed={name}
      onClose={onClose}
    >
      <p>{says.deleting.says}</p>
    </ConfirmedChange>
  )
}
