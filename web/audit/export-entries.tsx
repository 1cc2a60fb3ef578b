// Exports all entries that match the current filters to a file, which the browser writes as it receives it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { currentApi } from '../../src/client/apis.ts'
import { operationRequest } from '../../src/client/operation-request.ts'
import { curlLines } from '../parts/curl-lines.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Lines } from '../parts/lines.tsx'
import { auditWords } from '../words/audit-words.ts'
import { type AuditPlace, useAuditExport } from './audit-query.ts'

const says = auditWords.export

export function ExportEntries({ place }: { readonly place: AuditPlace }) {
  const [isOpen, setOpen] = useState(false)
  const { operation, request } = useAuditExport(place)
  const { url } = operationRequest(operation, currentApi.operations[operation], request, {
    apiUrl: location.origin,
    location: {},
  })
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true)
        }}
      >
        {says.title}
      </Button>
      {isOpen && (
        <Dialog
          title={says.dialog}
          onClose={() => {
            setOpen(false)
          }}
        >
          <p>{says.says}</p>
          <p className="quiet">{says.whole}</p>
          <Button component="a" href={url} download={fileNameOf(place)} variant="filled" style={{ alignSelf: 'start' }}>
            {says.download}
          </Button>
          <Lines text={curlLines(operation, request)} label={says.curl} />
        </Dialog>
      )}
    </>
  )
}

const fileNameOf = ({ project }: AuditPlace) =>
  `audit-${project?.name ?? 'organization'}-${new Date().toISOString().slice(0, 10)}.ndjson`
