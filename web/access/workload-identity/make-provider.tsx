import { useState } from 'react'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { ServicePrincipal } from '../service-principals/service-principal.ts'
import { bodyOf, newProvider } from './provider.ts'
import { ProviderFields } from './provider-fields.tsx'

const says = accessWords.workloadIdentity.making

interface MakeProviderProps {
  readonly principal: ServicePrincipal
  readonly onClose: () => void
}

export function MakeProvider({ principal, onClose }: MakeProviderProps) {
  const [form, setForm] = useState(() => newProvider(location.origin))
  const making = useChange('ServicePrincipalsService_CreateWorkloadIdentityProvider')
  const request = {
    params: { parent_resource_name: principal.resource_name },
    body: { name: form.name, provider: bodyOf(form) },
  }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={making.isPending}
      error={making.error}
      onConfirm={() => {
        making.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <ProviderFields
        form={form}
        onName={(name) => {
          setForm({ ...form, name })
        }}
        onChange={setForm}
      />
      <EquivalentCall operation="ServicePrincipalsService_CreateWorkloadIdentityProvider" request={request} />
    </Confirmation>
  )
}
