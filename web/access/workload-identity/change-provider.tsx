import { useState } from 'react'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { bodyOf, formOf, type Provider } from './provider.ts'
import { ProviderFields } from './provider-fields.tsx'

const says = accessWords.workloadIdentity.changing

export function ChangeProvider({ provider, onClose }: { readonly provider: Provider; readonly onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(provider))
  const change = useChange('ServicePrincipalsService_UpdateWorkloadIdentityProvider')
  const request = { params: { 'provider.resource_name': provider.resource_name }, body: bodyOf(form) }
  return (
    <Confirmation
      title={says.title}
      action={says.action(form.name)}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => {
        change.mutate(request, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <ProviderFields form={form} onName={null} onChange={setForm} />
      <EquivalentCall operation="ServicePrincipalsService_UpdateWorkloadIdentityProvider" request={request} />
    </Confirmation>
  )
}
