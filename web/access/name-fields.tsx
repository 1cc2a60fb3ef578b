// The name and the description of a group or a project.
import { TextInput } from '@mantine/core'
import { accessWords } from '../words/access-words.ts'

export interface Named {
  readonly name: string
  readonly description: string
}

interface NameFieldsProps {
  readonly value: Named
  readonly onChange: (value: Named) => void
}

export function NameFields({ value, onChange }: NameFieldsProps) {
  return (
    <>
      <TextInput
        label={accessWords.name}
        value={value.name}
        required
        data-autofocus
        onChange={({ currentTarget }) => {
          onChange({ ...value, name: currentTarget.value })
        }}
      />
      <TextInput
        label={accessWords.description}
        value={value.description}
        onChange={({ currentTarget }) => {
          onChange({ ...value, description: currentTarget.value })
        }}
      />
    </>
  )
}
