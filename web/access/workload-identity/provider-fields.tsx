// The fields of a provider: who vouches for a workload, and the condition that the workload must meet.
import { Button, Group, SegmentedControl, TagsInput, Textarea, TextInput } from '@mantine/core'
import { accessWords } from '../../words/access-words.ts'
import type { ProviderForm } from './provider.ts'

interface ProviderFieldsProps {
  readonly form: ProviderForm
  /** Null when the name can no longer be chosen. */
  readonly onName: ((name: string) => void) | null
  readonly onChange: (form: ProviderForm) => void
}

const says = accessWords.workloadIdentity

export function ProviderFields({ form, onName, onChange }: ProviderFieldsProps) {
  const set = (changes: Partial<ProviderForm>) => {
    onChange({ ...form, ...changes })
  }
  return (
    <>
      {onName && (
        <TextInput
          label={accessWords.name}
          description={says.name}
          value={form.name}
          required
          data-autofocus
          onChange={({ currentTarget: { value } }) => {
            onName(value)
          }}
        />
      )}
      <SegmentedControl
        aria-label={says.kind}
        data={[
          { value: 'oidc', label: says.kinds.oidc },
          { value: 'aws', label: says.kinds.aws },
        ]}
        value={form.kind}
        onChange={(kind) => {
          set({ kind: kind === 'aws' ? 'aws' : 'oidc' })
        }}
      />
      {form.kind === 'oidc' ? (
        <>
          <TextInput
            label={says.issuer}
            type="url"
            value={form.issuer}
            required
            onChange={({ currentTarget: { value } }) => {
              set({ issuer: value })
            }}
          />
          <TagsInput
            label={says.audiences}
            description={says.audiencesHint}
            value={[...form.audiences]}
            onChange={(audiences) => {
              set({ audiences })
            }}
          />
        </>
      ) : (
        <TextInput
          label={says.accountId}
          inputMode="numeric"
          pattern="[0-9]{12}"
          title={says.accountHint}
          value={form.accountId}
          required
          onChange={({ currentTarget: { value } }) => {
            set({ accountId: value })
          }}
        />
      )}
      <Textarea
        label={says.condition}
        description={says.conditionHint}
        value={form.condition}
        required
        autosize
        minRows={2}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={({ currentTarget: { value } }) => {
          set({ condition: value })
        }}
      />
      <Group gap="xs">
        {says.examples[form.kind].map(([name, condition]) => (
          <Button
            key={name}
            size="xs"
            onClick={() => {
              set({ condition })
            }}
          >
            {name}
          </Button>
        ))}
      </Group>
      <TextInput
        label={accessWords.description}
        value={form.description}
        onChange={({ currentTarget: { value } }) => {
          set({ description: value })
        }}
      />
    </>
  )
}
