import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Access } from '../../asking/use-access.ts'
import { useChange } from '../../asking/use-change.ts'
import { Confirmation } from '../../parts/confirmation.tsx'
import { EquivalentCall } from '../../parts/equivalent-call.tsx'
import { accessWords } from '../../words/access-words.ts'
import { placeName } from '../roles/give-role.tsx'
import { servicePrincipalPath } from './service-principal.ts'

const says = accessWords.servicePrincipals.making

export function MakeServicePrincipal({ access, onClose }: { readonly access: Access; readonly onClose: () => void }) {
  const navigate = useNavigate()
  const places = access.places.filter(({ resourceName }) => access.on(resourceName)('iam.service-principals.create'))
  // Most machines push into one project.
  const usual = places.find(({ kind }) => kind === 'project') ?? places[0]
  const [parent, setParent] = useState(usual?.resourceName ?? null)
  const [name, setName] = useState('')
  const making = useChange('ServicePrincipalsService_CreateServicePrincipal')
  const request = parent === null ? null : { params: { parent_resource_name: parent }, body: { name } }
  return (
    <Confirmation
      title={says.title}
      action={says.action}
      isPending={making.isPending}
      error={making.error}
      onConfirm={() => {
        if (request)
          making.mutate(request, {
            onSuccess: ({ service_principal: made }) => {
              if (made) void navigate(servicePrincipalPath(made))
            },
          })
      }}
      onClose={onClose}
    >
      <TextInput
        label={accessWords.name}
        description={says.name}
        value={name}
        required
        data-autofocus
        autoComplete="off"
        onChange={({ currentTarget }) => {
          setName(currentTarget.value)
        }}
      />
      <Select
        label={says.of}
        description={says.ofWhat}
        data={places.map((place) => ({ value: place.resourceName, label: placeName(place) }))}
        value={parent}
        allowDeselect={false}
        required
        onChange={setParent}
      />
      {request && <EquivalentCall operation="ServicePrincipalsService_CreateServicePrincipal" request={request} />}
    </Confirmation>
  )
}
