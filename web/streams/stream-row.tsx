import { Group, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import { useCall } from '../asking/use-call.ts'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { streamWords } from '../words/stream-words.ts'
import { exactSeconds, kindInWords, secondsInWords, stateOf, type Stream } from './stream.ts'

interface StreamRowProps {
  readonly organizationId: string
  readonly permits: Permits
  readonly stream: Stream
}

export function StreamRow(props: StreamRowProps) {
  const { stream } = props
  return (
    <tr>
      <th scope="row" style={{ minWidth: '9rem' }}>
        {stream.name}
        <div className="quiet" style={{ fontWeight: 400 }}>
          {kindInWords(stream.kind)}
          {stream.origin === 'SETTINGS' && <div>{streamWords.ofSettings}</div>}
        </div>
      </th>
      <td style={{ overflowWrap: 'anywhere', minWidth: '9rem' }}>{stream.target}</td>
      <td style={{ minWidth: '12rem' }}>
        <State stream={stream} />
      </td>
      <td style={{ minWidth: '7rem' }}>
        <Lag stream={stream} />
      </td>
      <td className="nowrap">{streamWords.place(stream.position, stream.head_position)}</td>
      <td style={{ minWidth: '12rem' }}>
        <Actions {...props} />
      </td>
    </tr>
  )
}

const looks = { off: 'unknown', streaming: 'valid', failing: 'revoked' } as const

function State({ stream }: { readonly stream: Stream }) {
  const state = stateOf(stream)
  return (
    <>
      <Tooltip label={streamWords.stateSays[state]}>
        <span className="badge" data-look={looks[state]}>
          {streamWords.states[state]}
        </span>
      </Tooltip>{' '}
      {stream.failing_since !== null && (
        <>
          {streamWords.since} <TimeAgo at={stream.failing_since} />
        </>
      )}
      {stream.failure !== '' && <div>{streamWords.receiver(stream.failure)}</div>}
      {stream.passed_by > 0 && <div className="quiet">{streamWords.passedBy(stream.passed_by)}</div>}
    </>
  )
}

function Lag({ stream: { lag_entries: entries, lag_seconds: seconds } }: { readonly stream: Stream }) {
  if (entries === 0) return <span className="quiet">{streamWords.nothing}</span>
  return (
    <>
      {streamWords.entries(entries)}
      <div className="quiet" title={exactSeconds(seconds)}>
        {streamWords.oldest(secondsInWords(seconds))}
      </div>
    </>
  )
}

function Actions({ organizationId, permits, stream }: StreamRowProps) {
  const [asked, setAsked] = useState<'beginning' | 'deleting' | null>(null)
  const test = useCall('AssayService_TestStream')
  const close = () => {
    setAsked(null)
  }
  const { id, name, target } = stream
  const { testing, beginning, deleting } = streamWords
  const isOurs = stream.origin === 'API'
  const params = { organization_id: organizationId, destination_id: id }
  return (
    <>
      <Group gap="xs">
        <PermittedButton
          size="xs"
          permits={permits}
          permission="log-service.destinations.update"
          aria-label={testing.label(name)}
          loading={test.isPending}
          onClick={() => {
            test.mutate({ params: { organization_id: organizationId, stream_id: id } })
          }}
        >
          {testing.button}
        </PermittedButton>
        {isOurs && !stream.enabled && (
          <PermittedButton
            size="xs"
            permits={permits}
            permission="log-service.destinations.update"
            aria-label={beginning.label(name)}
            onClick={() => {
              setAsked('beginning')
            }}
          >
            {beginning.button}
          </PermittedButton>
        )}
        {isOurs && (
          <PermittedButton
            size="xs"
            permits={permits}
            permission="log-service.destinations.delete"
            aria-label={deleting.label(name)}
            onClick={() => {
              setAsked('deleting')
            }}
          >
            {deleting.button}
          </PermittedButton>
        )}
      </Group>
      <div role="status">{test.data && <Tested answer={test.data} />}</div>
      {test.error && <ErrorNote error={test.error} />}
      {asked === 'beginning' && (
        <ConfirmedChange
          operation="StreamingService_CreateDestinationFilter"
          request={{ params, body: { filter_type: 'DESTINATION_FILTER_TYPE_ORG_FILTER' } }}
          title={beginning.title}
          action={beginning.action(name)}
          onClose={close}
        >
          <p>{beginning.says(target)}</p>
        </ConfirmedChange>
      )}
      {asked === 'deleting' && (
        <ConfirmedChange
          operation="StreamingService_DeleteDestination"
          request={{ params }}
          title={deleting.title}
          action={deleting.action(name)}
          typed={name}
          onClose={close}
        >
          <p>{deleting.says(target, stream.lag_entries)}</p>
          <p>{deleting.kept}</p>
        </ConfirmedChange>
      )}
    </>
  )
}

interface TestedProps {
  readonly answer: { readonly failure: string; readonly entry_id: string }
}

function Tested({ answer: { failure, entry_id: id } }: TestedProps) {
  return (
    <div className="note" data-look={failure === '' ? 'valid' : 'revoked'} style={{ marginTop: 8 }}>
      {failure === '' ? (
        <>
          {streamWords.testing.accepted} <Copyable text={id} label={streamWords.testing.entryId} />
        </>
      ) : (
        streamWords.receiver(failure)
      )}
    </div>
  )
}
