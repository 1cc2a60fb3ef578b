// Finds a principal by part of its name or address, among all principals.
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Access } from '../asking/use-access.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { accessWords } from '../words/access-words.ts'
import type { Member, MemberType } from './roles/policy.ts'

const types = {
  PRINCIPAL_TYPE_USER: 'USER',
  PRINCIPAL_TYPE_SERVICE: 'SERVICE_PRINCIPAL',
  PRINCIPAL_TYPE_GROUP: 'GROUP',
} as const satisfies Record<string, MemberType>

type PrincipalType = keyof typeof types

interface PrincipalPickerProps {
  readonly access: Access
  readonly label: string
  /** All types when empty. */
  readonly kinds?: readonly PrincipalType[]
  readonly picked: Member | null
  readonly onPick: (picked: Member | null) => void
}

const AFTER_TYPING_MS = 250
const SHOWN = 20

export function PrincipalPicker({ access, label, kinds = [], picked, onPick }: PrincipalPickerProps) {
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, AFTER_TYPING_MS)
  const organizationId = access.organization?.id ?? ''
  const { data } = useAnswer('IamService_SearchPrincipals', {
    params: { organization_id: organizationId },
    body: { filter: { principal_types: kinds, search_text: text }, pagination: { page_size: SHOWN } },
  })
  const found = (data?.principals ?? []).flatMap((each): readonly (Member & { readonly told: string })[] => {
    const type = each.principal_type in types ? types[each.principal_type as PrincipalType] : undefined
    return type ? [{ id: each.id, type, name: each.name, told: toldOf(each.name, each.email, type) }] : []
  })
  const shown =
    picked && !found.some(({ id }) => id === picked.id) ? [...found, { ...picked, told: picked.name }] : found
  return (
    <Select
      label={label}
      placeholder={accessWords.picker.placeholder}
      nothingFoundMessage={accessWords.picker.nobody}
      data={shown.map(({ id, told }) => ({ value: id, label: told }))}
      value={picked?.id ?? null}
      required
      searchable
      onSearchChange={(search) => {
        // The label of a picked option is reported as if it were typed.
        if (!shown.some(({ told }) => told === search)) setTyped(search)
      }}
      // The server has filtered already, also by address and id, which the labels do not always contain.
      filter={({ options }) => options}
      onChange={(id) => {
        const one = shown.find((each) => each.id === id)
        onPick(one ? { id: one.id, type: one.type, name: one.name } : null)
      }}
    />
  )
}

const toldOf = (name: string, email: string, type: MemberType) =>
  email === '' ? `${name} (${accessWords.kinds[type]})` : `${name} (${email})`
