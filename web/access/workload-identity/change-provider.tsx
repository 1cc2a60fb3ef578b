import { useState } from 'react'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { accessWords } from '../../words/access-words.ts'
import { bodyOf, formOf, type Provider } from './provider.ts'
import { ProviderFields } from './provider-fields.tsx'

const says = accessWords.workloadIdentity.changing

export function ChangeProvider({ provider, onClose }: { readonly provider: Provider; readonly onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(provider))
  const request = { params: { 'provider.resource_name': provider.resource_name }, body: bodyOf(form) }
  return (
    <ConfirmedChange
      operation="ServicePrincipalsService_UpdateWorkloadIdentityProvider"
      request={request}
      title={says.title}
      action={says.action(form.name)}
      onClose={onClose}
    >
      <ProviderFields form={form} onName={null} onChange={setForm} />
    </ConfirmedChange>
  )
}
