// The keys of a service principal. The secret of a new key is shown once, here, and is in no address and no cache after that.
import { useState } from 'react'
import type { Access } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { Panel } from '../panel.tsx'
import { accessWords } from '../../words/access-words.ts'
import { NewKey } from './new-key.tsx'
import { homeResource, type ServicePrincipal } from './service-principal.ts'

const says = accessWords.servicePrincipals.keys

interface Key {
  readonly client_id: string
  readonly resource_name: string
  readonly created_at: string | null
}

interface KeysProps {
  readonly access: Access
  readonly principal: ServicePrincipal
  readonly keys: readonly Key[]
}

export function Keys({ access, principal, keys }: KeysProps) {
  const making = useChange('ServicePrincipalsService_CreateServicePrincipalKey', { isForgotten: true })
  const [open, setOpen] = useState<'new' | Key | null>(null)
  const permits = access.on(homeResource(principal.resource_name))
  const request = { params: { parent_resource_name: principal.resource_name } }
  const close = () => {
    setOpen(null)
  }
  return (
    <Panel title={says.title}>
      {making.data?.key && (
        <NewKey
          access={access}
          principal={principal}
          clientId={making.data.key.client_id}
          secret={making.data.client_secret}
          onDone={making.reset}
        />
      )}
      {keys.length === 0 ? (
        <p>{says.none}</p>
      ) : (
        <Table columns={[says.clientId, accessWords.made, says.delete]}>
          {keys.map((key) => (
            <tr key={key.client_id}>
              <th scope="row" className="mono">
                {key.client_id}
              </th>
              <td>
                <TimeAgo at={key.created_at} />
              </td>
              <td>
                <PermittedButton
                  permits={permits}
                  permission="iam.service-principal-keys.delete"
                  size="xs"
                  aria-label={says.deleteOne(key.client_id)}
                  onClick={() => {
                    setOpen(key)
                  }}
                >
                  {says.delete}
                </PermittedButton>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <PermittedButton
        permits={permits}
        permission="iam.service-principal-keys.create"
        obstacle={making.data === undefined ? null : accessWords.once.keepFirst}
        variant="filled"
        mt="sm"
        onClick={() => {
          setOpen('new')
        }}
      >
        {says.making.title}
      </PermittedButton>
      {open === 'new' && (
        <Confirmation
          title={says.making.title}
          action={says.making.action}
          isPending={making.isPending}
          error={making.error}
          onConfirm={() => {
            making.mutate(request, { onSuccess: close })
          }}
          onClose={close}
        >
          <p>{says.making.says(principal.name)}</p>
          <EquivalentCall operation="ServicePrincipalsService_CreateServicePrincipalKey" request={request} />
        </Confirmation>
      )}
      {open !== null && open !== 'new' && <Deletion of={open} onClose={close} />}
    </Panel>
  )
}

function Deletion({ of: key, onClose }: { readonly of: Key; readonly onClose: () => void }) {
  const request = { params: { resource_name_2: key.resource_name } }
  return (
    <ConfirmedChange
      operation="ServicePrincipalsService_DeleteServicePrincipalKey"
      request={request}
      title={says.deleting.title}
      action={says.deleteOne(key.client_id)}
      typed={accessWords.typed}
      onClose={onClose}
    >
      <p>{says.deleting.says}</p>
    </ConfirmedChange>
  )
}
