// log-service 2021-03-30: the audit log as HCP's clients read it, and the destinations that it is streamed to.
import type { Operations, Schemas } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Incoming } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { listAuditEntries } from '../../../domain/record/audit/list-audit-entries.ts'
import type { EventOrderField } from '../../../domain/record/event/event-store.ts'
import type { TestParts } from '../../../domain/record/stream/test-stream.ts'
import type { Api } from '../../binding/api.ts'
import type { Handlers } from '../../binding/handler.ts'
import { pageQuery, pageRequest, paginationOut, type Paging } from '../../wire/paging.ts'
import { destinationHandlers } from './destinations.ts'
import { AUDIT_TOPIC, entryOut } from './entry.ts'
import { olderDestinationHandlers } from './older-destinations.ts'

const newestFirst: Paging<EventOrderField> = {
  fields: { timestamp: 'at' },
  order: [{ field: 'at', descending: true }],
}

type Asked = Incoming<Schemas['log_service_20210330GetRequest']>

/** The project whose entries are wanted, or null for the whole organization. */
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

const entryHandlers = {
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

/** This API's names for fields that use cases and lists refuse by other names. */
const fieldNames: Readonly<Record<string, string>> = {
  'pagination.page_size': 'page_size',
  'pagination.next_page_token': 'next_page_token',
  'sorting.order_by': 'order_by',
  'splunk.url': 'splunk_cloud_provider.hec_endpoint',
  'splunk.token': 'splunk_cloud_provider.token',
  'datadog.url': 'datadog_provider.endpoint',
  'datadog.apiKey': 'datadog_provider.authorization.value',
  'datadog.applicationKey': 'datadog_provider.authorization.extra_properties',
  'cloudwatch.region': 'cloudwatch_logs_provider.region',
  'cloudwatch.roleArn': 'cloudwatch_logs_provider.role_arn',
  'cloudwatch.externalId': 'cloudwatch_logs_provider.external_id',
  'cloudwatch.logGroup': 'cloudwatch_logs_provider.log_group_name',
  'cloudwatch.logStream': 'cloudwatch_logs_provider.log_stream_name',
}

/** This API's document, unlike all others, has the errors of an older gateway, which repeat the message. */
const errors = {
  extras: (message: string) => ({ error: message }),
  fieldName: (field: string) => fieldNames[field] ?? field,
}

export const logService = (parts: TestParts) =>
  ({
    handlers: { ...entryHandlers, ...destinationHandlers(parts), ...olderDestinationHandlers(parts) },
    searches: ['LogService_Get'],
    errors,
  }) as const satisfies Partial<Api<keyof Operations>>
