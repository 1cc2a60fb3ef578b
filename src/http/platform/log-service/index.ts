// log-service 2021-03-30: the audit log as programs of HCP read it. Of this API only that is served.
import type { Operations, Schemas } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Incoming } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { listAuditEntries } from '../../../domain/record/audit/list-audit-entries.ts'
import type { EventOrderField } from '../../../domain/record/event/event-store.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageQuery, pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { AUDIT_TOPIC, entryOut } from './entry.ts'

const newestFirst: Paging<EventOrderField> = {
  fields: { timestamp: 'at' },
  order: [{ field: 'at', descending: true }],
}

type Asked = Incoming<Schemas['log_service_20210330GetRequest']>

/** Of which project, or (null) of all of an organization. */
function homeIn({ streams = [] }: Asked) {
  const [stream, ...others] = streams
  if (stream === undefined || others.length > 0)
    throw invalidArgument(
      'streams',
      'must have one stream: organization_id, and project_id unless all projects are meant',
    )
  const { organization_id: organizationId = '', project_id: projectId = '', topic = '' } = stream
  if (organizationId === '') throw invalidArgument('streams.organization_id', 'is required')
  if (topic !== '' && topic !== AUDIT_TOPIC)
    throw invalidArgument('streams.topic', `must be "${AUDIT_TOPIC}", or nothing: there are no other entries`)
  return { organizationId, projectId: projectId === '' ? null : projectId }
}

const anything = { bucketName: '', actorId: '', kinds: [], actions: [], outcome: null, text: '' } as const

export const logServiceHandlers = {
  async LogService_Get({ body }, context) {
    const { start, end, order_by: order = [] } = body
    const page = pageRequest(
      { ...pageQuery(body), ...(order.length > 0 ? { 'sorting.order_by': order } : {}) },
      newestFirst,
    )
    const wanted = { ...anything, home: homeIn(body), from: start ?? null, to: end ?? null }
    const found = await listAuditEntries(context, wanted, page)
    return { entries: found.items.map(entryOut), next_page_token: paginationOut(page, found).next_page_token }
  },
} satisfies Handlers<Operations, 'LogService_Get'>

/** What this API calls fields that use cases and lists refuse by other names. */
const fieldNames: Readonly<Record<string, string>> = {
  'pagination.page_size': 'page_size',
  'pagination.next_page_token': 'next_page_token',
  'sorting.order_by': 'order_by',
}

/** The one document whose errors are those of an older gateway: they repeat the message. */
export const logServiceErrors = {
  extras: (message: string) => ({ error: message }),
  fieldName: (field: string) => fieldNames[field] ?? field,
}
