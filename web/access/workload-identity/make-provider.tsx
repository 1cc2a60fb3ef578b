import { useState } from 'react'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
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
  const [form, setForm] = useState(newProvider)
  const request = {
    params: { parent_resource_name: principal.resource_name },
    body: { name: form.name, provider: bodyOf(form) },
  }
  return (
    <ConfirmedChange
      operation="ServicePrincipalsService_CreateWorkloadIdentityProvider"
      request={request}
      title={says.title}
      action={says.action}
      onClose={onClose}
    >
      <ProviderFields
        form={form}
        onName={(name) => {
          setForm({ ...form, name })
        }}
        onChange={setForm}
      />
    </ConfirmedChange>
  )
}
