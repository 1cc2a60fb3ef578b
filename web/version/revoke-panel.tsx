// The revocation of a version: when and why, and what will happen, above the button that states it.
import { Button, Checkbox, Group, Radio, Textarea, TextInput } from '@mantine/core'
import { type RefObject, useRef, useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { useChange } from '../asking/use-change.ts'
import { Answered } from '../parts/answered.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { EquivalentCall } from '../parts/equivalent-call.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { exactTime } from '../parts/time-ago.tsx'
import { versionWords } from '../words/version-words.ts'
import { words } from '../words/words.ts'
import { RevocationEffects, type RevocationPreview } from './revocation-effects.tsx'
import type { Version, VersionPlace } from './use-version.ts'

const { revoke } = versionWords

type When = keyof typeof revoke.whens

export interface RevokePanelProps {
  readonly place: VersionPlace
  readonly version: Version
  readonly permits: Permits
  readonly onClose: () => void
  /** Called once the version is revoked, with the effects that were shown. */
  readonly onDone: (preview: RevocationPreview | undefined, isLater: boolean) => void
}

export function RevokePanel({ place, version, permits, onClose, onDone }: RevokePanelProps) {
  const [when, setWhen] = useState<When>('now')
  const [date, setDate] = useState('')
  const [reason, setReason] = useState('')
  const [skip, setSkip] = useState(false)
  const [keep, setKeep] = useState(false)
  const [isBlind, setBlind] = useState(false)
  const [isTried, setTried] = useState(false)
  const reasonField = useRef<HTMLTextAreaElement>(null)
  const dateField = useRef<HTMLInputElement>(null)

  const query = { skip_descendants_revocation: skip, disable_rollback_channels: keep }
  const preview = useAnswer('AssayService_PreviewRevocation', { params: place.params, query })
  const revocation = useChange('PackerService_UpdateVersion')
  const request = {
    params: place.params,
    body: {
      ...timeOf(when, date),
      revocation_message: reason.trim(),
      ...(skip && { skip_descendants_revocation: true }),
      ...(keep && { disable_rollback_channels: true }),
    },
  }
  const missing = { reason: reason.trim() === '', date: when === 'date' && !isDate(date) }

  const submit = () => {
    setTried(true)
    if (missing.date) dateField.current?.focus()
    else if (missing.reason) reasonField.current?.focus()
    else
      revocation.mutate(request, {
        onSuccess: () => {
          onDone(preview.data, when !== 'now')
        },
      })
  }
  const isPreviewed = preview.data !== undefined && !preview.isPlaceholderData
  const isUnknown = preview.error !== null && !isPreviewed
  const obstacle = isPreviewed || (isUnknown && isBlind) ? null : isUnknown ? revoke.blindFirst : revoke.unknownYet
  const others = preview.data?.version_count ?? 0
  const inWords =
    when === 'date' ? revoke.actionWhen.date(isDate(date) ? exactTime(instantOf(date)) : '…') : revoke.actionWhen[when]
  return (
    <Dialog title={revoke.title(version.name)} isPending={revocation.isPending} onClose={onClose}>
      <WhenFields
        when={when}
        setWhen={setWhen}
        date={date}
        setDate={setDate}
        field={dateField}
        isMissing={isTried && missing.date}
      />
      <Textarea
        ref={reasonField}
        label={revoke.reason}
        description={revoke.reasonHint}
        error={isTried && missing.reason ? revoke.reasonMissing : null}
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={({ currentTarget: { value } }) => {
          setReason(value)
        }}
      />
      <Checkbox
        label={revoke.skip}
        checked={skip}
        onChange={({ currentTarget: { checked } }) => {
          setSkip(checked)
        }}
      />
      <Checkbox
        label={revoke.keep}
        checked={keep}
        onChange={({ currentTarget: { checked } }) => {
          setKeep(checked)
        }}
      />
      <section aria-labelledby="revocation-effects" aria-live="polite">
        <h3 id="revocation-effects">{revoke.effects}</h3>
        <Answered answer={preview} lines={3}>
          {(data) => <RevocationEffects preview={data} name={version.name} isLater={when !== 'now'} />}
        </Answered>
      </section>
      {isUnknown && (
        <Checkbox
          label={revoke.blind}
          checked={isBlind}
          onChange={({ currentTarget: { checked } }) => {
            setBlind(checked)
          }}
        />
      )}
      <EquivalentCall operation="PackerService_UpdateVersion" request={request} />
      {revocation.error && <ErrorNote error={revocation.error} />}
      <Group justify="flex-end">
        <Button disabled={revocation.isPending} onClick={onClose}>
          {words.cancel}
        </Button>
        <PermittedButton
          permits={permits}
          permission="packer.versions.revoke"
          obstacle={obstacle}
          variant="filled"
          loading={revocation.isPending}
          onClick={submit}
        >
          {revoke.action(version.name, others, inWords)}
        </PermittedButton>
      </Group>
    </Dialog>
  )
}

interface WhenFieldsProps {
  readonly when: When
  readonly setWhen: (when: When) => void
  readonly date: string
  readonly setDate: (date: string) => void
  readonly field: RefObject<HTMLInputElement | null>
  readonly isMissing: boolean
}

function WhenFields({ when, setWhen, date, setDate, field, isMissing }: WhenFieldsProps) {
  return (
    <>
      <Radio.Group
        label={revoke.when}
        value={when}
        onChange={(chosen) => {
          setWhen(chosen)
        }}
      >
        <Group mt={4}>
          {Object.entries(revoke.whens).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Group>
      </Radio.Group>
      {when === 'date' && (
        <TextInput
          ref={field}
          type="datetime-local"
          label={revoke.date}
          error={isMissing ? revoke.dateMissing : null}
          value={date}
          onChange={({ currentTarget: { value } }) => {
            setDate(value)
          }}
        />
      )}
    </>
  )
}

const isDate = (local: string) => !Number.isNaN(Date.parse(local))
/** Fields for dates are in the reader's time zone, the server's times in UTC. */
const instantOf = (local: string) => new Date(local).toISOString()

function timeOf(when: When, date: string) {
  if (when === 'date') return isDate(date) ? { revoke_at: instantOf(date) } : {}
  return { revoke_in: when === 'now' ? '0s' : '30d' }
}
