// The audit log of a project; that of the organization has a page of its own. The filters are in the address.
import { projectResource, usePermits } from '../asking/permissions.ts'
import { projectPath, useProject } from '../asking/place.ts'
import { PageHead } from '../parts/page-head.tsx'
import { whyNot } from '../parts/why-not.ts'
import { auditWords } from '../words/audit-words.ts'
import { AuditLog } from './audit-log.tsx'
import { ExportEntries } from './export-entries.tsx'

export function AuditPage() {
  const project = useProject()
  const permits = usePermits(projectResource(project.id))
  const refusal = permits.unknown === 'loading' ? undefined : whyNot(permits, 'packer.audit-logs.list')
  const place = { project, organizationId: project.organizationId }
  return (
    <>
      <PageHead
        title={auditWords.title}
        crumbs={[{ name: project.name, to: projectPath(project) }]}
        actions={refusal === null && <ExportEntries place={place} />}
      />
      <p className="quiet">{auditWords.says}</p>
      {refusal === null && <AuditLog place={place} />}
      {typeof refusal === 'string' && <p className="note">{refusal}</p>}
    </>
  )
}
