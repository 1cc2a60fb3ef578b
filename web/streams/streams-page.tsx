// Where the audit log of the organization is streamed to, and how far each stream has come.
import { useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import { useAccess } from '../asking/use-access.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { AccessPage } from '../access/access-page.tsx'
import { Answered } from '../parts/answered.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { Table } from '../parts/table.tsx'
import { streamWords } from '../words/stream-words.ts'
import { NewDestination } from './new-destination.tsx'
import { StreamRow } from './stream-row.tsx'
import { UNTOLD } from './stream.ts'

export function StreamsPage() {
  const access = useAccess()
  const [isMaking, setMaking] = useState(false)
  const organizationId = access.organization?.id ?? ''
  const { onOrganization: permits } = access
  return (
    <AccessPage
      title={streamWords.title}
      says={streamWords.says}
      access={access}
      needs={['log-service.destinations.get']}
      permits={permits}
      actions={
        <PermittedButton
          permits={permits}
          permission="log-service.destinations.create"
          variant="filled"
          onClick={() => {
            setMaking(true)
          }}
        >
          {streamWords.making.button}
        </PermittedButton>
      }
    >
      {() => (
        <>
          <Streams organizationId={organizationId} permits={permits} />
          {isMaking && (
            <NewDestination
              organizationId={organizationId}
              onClose={() => {
                setMaking(false)
              }}
            />
          )}
        </>
      )}
    </AccessPage>
  )
}

interface StreamsProps {
  readonly organizationId: string
  readonly permits: Permits
}

function Streams({ organizationId, permits }: StreamsProps) {
  const params = { organization_id: organizationId }
  const answer = useAnswer('AssayService_ListStreams', { params }, { again: UNTOLD })
  return (
    <Answered answer={answer}>
      {({ streams }) =>
        streams.length === 0 ? (
          <p>{streamWords.none}</p>
        ) : (
          <Table columns={Object.values(streamWords.columns)}>
            {streams.map((stream) => (
              <StreamRow key={stream.id} organizationId={organizationId} permits={permits} stream={stream} />
            ))}
          </Table>
        )
      }
    </Answered>
  )
}
