// The fields of a webhook: its receiver, the token that signs its messages, and its subscriptions.
import { Button, Checkbox, Group, PasswordInput, Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '../../../src/client/api-error.ts'
import type { Project } from '../../asking/place.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { SubscriptionFields } from './subscription-fields.tsx'
import { newSubscription, type SubscriptionForm, type WebhookForm } from './webhook-form.ts'

const says = webhookWords.fields
const formats = Object.entries(webhookWords.formats).map(([value, label]) => ({ value, label }))
const TOKEN_BYTES = 32

interface WebhookFieldsProps {
  readonly project: Project
  readonly form: WebhookForm
  /** Null for an existing webhook, which is renamed separately. */
  readonly onName: ((name: string) => void) | null
  /** Whether the webhook exists and signs its messages. */
  readonly isSigned?: boolean
  readonly error: Error | null
  readonly onChange: (form: WebhookForm) => void
}

/** Whether an error is about the address or the receiver behind it: it is then shown beside the address. */
export const isOfReceiver = (error: Error | null): boolean =>
  error instanceof ApiError && (error.message.startsWith('config.url') || error.code === 'failed_precondition')

export function WebhookFields({ project, form, onName, isSigned = false, error, onChange }: WebhookFieldsProps) {
  const set = (changes: Partial<WebhookForm>) => {
    onChange({ ...form, ...changes })
  }
  const { subscriptions } = form
  const setSubscription = (changed: SubscriptionForm) => {
    set({ subscriptions: subscriptions.map((one) => (one.key === changed.key ? changed : one)) })
  }
  return (
    <>
      {onName && (
        <TextInput
          label={says.name}
          description={says.nameHint}
          value={form.name}
          required
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ currentTarget: { value } }) => {
            onName(value)
          }}
        />
      )}
      <TextInput
        label={says.description}
        value={form.description}
        onChange={({ currentTarget: { value } }) => {
          set({ description: value })
        }}
      />
      <Beside error={isOfReceiver(error) ? error : null}>
        <TextInput
          label={says.url}
          description={says.urlHint}
          type="url"
          placeholder="https://hooks.example.com/images"
          value={form.url}
          required
          error={isOfReceiver(error)}
          onChange={({ currentTarget: { value } }) => {
            set({ url: value })
          }}
        />
      </Beside>
      <Select
        label={says.format}
        data={formats}
        value={form.format}
        allowDeselect={false}
        onChange={(format) => {
          set({ format: format ?? form.format })
        }}
      />
      <TokenField form={form} isSigned={isSigned} onChange={set} />
      <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <legend style={{ padding: 0, fontWeight: 600 }}>{says.told}</legend>
        {subscriptions.map((subscription, index) => (
          <SubscriptionFields
            key={subscription.key}
            project={project}
            subscription={subscription}
            number={index + 1}
            onChange={setSubscription}
            onRemove={
              subscriptions.length === 1
                ? null
                : () => {
                    set({ subscriptions: subscriptions.filter((one) => one !== subscription) })
                  }
            }
          />
        ))}
        <Button
          size="xs"
          onClick={() => {
            set({ subscriptions: [...subscriptions, newSubscription()] })
          }}
        >
          {says.add}
        </Button>
      </fieldset>
      <Checkbox
        label={says.enabled}
        checked={form.enabled}
        onChange={({ currentTarget: { checked } }) => {
          set({ enabled: checked })
        }}
      />
    </>
  )
}

/** An error of the server about a field, and what to do, right below the field. */
function Beside({ error, children }: { readonly error: Error | null; readonly children: ReactNode }) {
  return (
    <div>
      {children}
      {error && (
        <>
          <ErrorNote error={error} />
          {!error.message.startsWith('config.url') && <p>{webhookWords.advice}</p>}
        </>
      )}
    </div>
  )
}

interface TokenFieldProps {
  readonly form: WebhookForm
  readonly isSigned: boolean
  readonly onChange: (changes: Partial<WebhookForm>) => void
}

function TokenField({ form: { token }, isSigned, onChange }: TokenFieldProps) {
  const isUnsigned = isSigned && token === ''
  return (
    <Group align="end" gap="sm">
      <PasswordInput
        label={says.token}
        description={isSigned ? `${says.tokenHint} ${says.tokenKept}` : says.tokenHint}
        value={token ?? ''}
        disabled={isUnsigned}
        autoComplete="new-password"
        style={{ flex: '1 1 16rem' }}
        onChange={({ currentTarget: { value } }) => {
          onChange({ token: value === '' ? null : value })
        }}
      />
      <Button
        disabled={isUnsigned}
        onClick={() => {
          onChange({ token: randomToken() })
        }}
      >
        {says.makeToken}
      </Button>
      {isSigned && (
        <Checkbox
          label={says.unsign}
          checked={isUnsigned}
          onChange={({ currentTarget: { checked } }) => {
            onChange({ token: checked ? '' : null })
          }}
        />
      )}
    </Group>
  )
}

const randomToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('')
