import { useAccess } from '../asking/use-access.ts'
import { AccessPage } from '../access/access-page.tsx'
import { auditWords } from '../words/audit-words.ts'
import { AuditLog } from './audit-log.tsx'
import { ExportEntries } from './export-entries.tsx'

/** The audit log of the organization, with all its projects. */
export function OrganizationAuditPage() {
  const access = useAccess()
  const place = { project: null, organizationId: access.organization?.id ?? '' }
  return (
    <AccessPage
      title={auditWords.title}
      says={auditWords.saysOrganization}
      access={access}
      needs={['packer.audit-logs.list-organization']}
      permits={access.onOrganization}
      actions={<ExportEntries place={place} />}
    >
      {() => <AuditLog place={place} />}
    </AccessPage>
  )
}
