import { PasswordInput, Select, TextInput } from '@mantine/core'
import { streamWords } from '../words/stream-words.ts'
import { type DestinationForm, services } from './destination-form.ts'

const says = streamWords.making
const choices = services.map((value) => ({ value, label: streamWords.kinds[value] }))
const addresses = {
  splunk: 'https://http-inputs-acme.splunkcloud.com:443/services/collector/event',
  datadog: 'https://http-intake.logs.datadoghq.com/api/v2/logs',
} as const

interface DestinationFieldsProps {
  readonly form: DestinationForm
  readonly onChange: (form: DestinationForm) => void
}

export function DestinationFields({ form, onChange }: DestinationFieldsProps) {
  /** The present value of a field, and how it is changed. */
  const field = (name: Exclude<keyof DestinationForm, 'service'>) => ({
    value: form[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => {
      onChange({ ...form, [name]: value })
    },
  })
  return (
    <>
      <TextInput
        label={says.name}
        description={says.nameHint}
        required
        maxLength={30}
        data-autofocus
        {...field('name')}
      />
      <Select
        label={says.service}
        data={choices}
        value={form.service}
        allowDeselect={false}
        onChange={(service) => {
          // A secret must not go to another service by mistake.
          onChange({ ...form, service: services.find((one) => one === service) ?? form.service, url: '', token: '' })
        }}
      />
      {form.service === 'cloudwatch' ? (
        <>
          <TextInput label={says.cloudwatch.region} placeholder="eu-west-1" required {...field('region')} />
          <TextInput
            label={says.cloudwatch.role}
            description={says.cloudwatch.roleHint}
            placeholder="arn:aws:iam::123456789012:role/log-streaming"
            required
            {...field('roleArn')}
          />
          <TextInput
            label={says.cloudwatch.externalId}
            description={says.cloudwatch.externalIdHint}
            required
            {...field('externalId')}
          />
          <TextInput label={says.cloudwatch.group} description={says.cloudwatch.groupHint} {...field('logGroup')} />
          <TextInput label={says.cloudwatch.stream} description={says.cloudwatch.streamHint} {...field('logStream')} />
        </>
      ) : (
        <>
          <TextInput
            label={says[form.service].url}
            type="url"
            placeholder={addresses[form.service]}
            required
            {...field('url')}
          />
          <PasswordInput
            label={form.service === 'splunk' ? says.splunk.token : says.datadog.key}
            description={form.service === 'splunk' ? says.splunk.tokenHint : says.datadog.keyHint}
            required
            {...field('token')}
            autoComplete="new-password"
          />
        </>
      )}
    </>
  )
}
