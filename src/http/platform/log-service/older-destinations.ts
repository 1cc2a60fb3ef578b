// The destinations of LogService, which Terraform's provider called until 0.102. Paths with and without a project mean the same,
// because the entries of the whole organization are streamed.
import type { Operations, Schemas } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import type { Context } from '../../../domain/context.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { createDestination } from '../../../domain/record/stream/create-destination.ts'
import { deleteDestination } from '../../../domain/record/stream/delete-destination.ts'
import type { Destination } from '../../../domain/record/stream/destination.ts'
import { getDestination, listDestinations } from '../../../domain/record/stream/get-destination.ts'
import { targetUrl } from '../../../domain/record/stream/target.ts'
import { testDestination } from '../../../domain/record/stream/test-destination.ts'
import type { TestParts } from '../../../domain/record/stream/test-stream.ts'
import {
  type DestinationChanges,
  filterDestination,
  updateDestination,
} from '../../../domain/record/stream/update-destination.ts'
import type { Handlers } from '../../binding/handler.ts'
import { maskPaths } from '../../wire/update-mask.ts'
import { locationOut } from '../../wire/view.ts'
import {
  cloudWatchOut,
  datadogOut,
  failureOut,
  filterOut,
  requiredTargetIn,
  splunkOut,
  statusOut,
  targetIn,
  testedOut,
} from './targets.ts'

const destinationOut = ({ stream, target }: Destination): Outgoing<Schemas['log_service_20210330Destination']> => ({
  name: stream.name,
  resource: {
    ...{ id: stream.id, type: 'hashicorp.log-service.destination', description: stream.name, uuid: '' },
    location: locationOut({ organizationId: stream.organizationId, projectId: '' }),
  },
  endpoint: targetUrl(target),
  splunk_cloud_provider: splunkOut(target),
  cloudwatchlogs_provider: cloudWatchOut(target),
  datadog_provider: datadogOut(target),
  filter: { organization_filter: filterOut(stream), dataplane_audit_filter: null },
  status: statusOut(stream),
  in_error: stream.failure !== '',
  last_error_message: failureOut(stream.failure),
})

type Creation = Incoming<Schemas['log_service_20210330CreateStreamingDestinationRequest']>
type Providers = Pick<Creation, 'splunk_cloud_provider' | 'cloudwatchlogs_provider' | 'datadog_provider'>
const NAMES = 'splunk_cloud_provider, cloudwatchlogs_provider and datadog_provider'

const providersIn = ({
  splunk_cloud_provider: splunk,
  cloudwatchlogs_provider: cloudWatch,
  datadog_provider: datadog,
}: Providers) => ({ splunk, cloudWatch, datadog, names: NAMES })

/** In the mask, `provider` stands for whichever provider the destination has. */
function changesIn({
  destination = {},
  mask,
}: Incoming<Schemas['log_service_20210330UpdateStreamingDestinationRequest']>): DestinationChanges {
  const paths = maskPaths('mask', (mask?.paths ?? []).join(','), ['name', 'provider'])
  const target = paths.has('provider') ? targetIn(providersIn(destination)) : undefined
  if (target === null) throw invalidArgument('destination', `must have one of ${NAMES}, because the mask says so`)
  return { ...(paths.has('name') ? { name: destination.name ?? '' } : {}), ...(target ? { target } : {}) }
}

interface InOrganization {
  readonly 'location.organization_id': string
}
interface OfDestination extends InOrganization {
  readonly destination_id: string
}
const refOf = (params: OfDestination) => ({
  organizationId: params['location.organization_id'],
  id: params.destination_id,
})

export function olderDestinationHandlers(parts: TestParts) {
  const create = async ({ params, body }: { params: InOrganization; body: Creation }, context: Context) => {
    const { destination_name: name = '', source_channel: source = '' } = body
    const target = requiredTargetIn(providersIn(body))
    const creation = { organizationId: params['location.organization_id'], name, target, source }
    return { destination: destinationOut(await createDestination(context, creation, parts)) }
  }
  const get = async ({ params }: { params: OfDestination }, context: Context) => ({
    destination: destinationOut(await getDestination(context, refOf(params), parts)),
  })
  const list = async ({ params }: { params: InOrganization }, context: Context) => {
    const found = await listDestinations(context, { organizationId: params['location.organization_id'] }, parts)
    return { destinations: found.map(destinationOut) }
  }
  return {
    LogService_CreateStreamingDestination: (request, context) => create(request, context),
    LogService_CreateStreamingDestination2: (request, context) => create(request, context),
    LogService_GetStreamingDestination: (request, context) => get(request, context),
    LogService_GetStreamingDestination2: (request, context) => get(request, context),
    LogService_ListStreamingDestinations: (request, context) => list(request, context),
    LogService_ListStreamingDestinations2: (request, context) => list(request, context),
    async LogService_CreateStreamingDestinationFilter({ params, body }, context) {
      if (body.organization_filter === undefined || body.dataplane_audit_filter !== undefined)
        throw invalidArgument('organization_filter', 'is required, and nothing else: there is no other filter')
      await filterDestination(context, { organizationId: params.organization_id, id: params.destination_id })
      return {}
    },
    async LogService_UpdateStreamingDestination({ params, body }, context) {
      const organizationId = params['destination.resource.location.organization_id']
      const ref = { organizationId, id: params['destination.resource.id'] }
      await updateDestination(context, { ...ref, changes: changesIn(body) }, parts)
      return {}
    },
    async LogService_TestStreamingDestination({ params, body }, context) {
      const { existing_destination_id: id = '' } = body
      const organizationId = params['location.organization_id']
      const test = { organizationId, id: id === '' ? null : id, target: targetIn(providersIn(body)) }
      const tested = await testDestination(context, test, parts)
      const outcome = testedOut(tested)
      return { ...outcome, error_type: tested.failure === null ? '' : outcome.status }
    },
    async LogService_DeleteStreamingDestination({ params }, context) {
      await deleteDestination(context, refOf(params))
      return { success: true }
    },
  } satisfies Handlers<
    Operations,
    | 'LogService_CreateStreamingDestination'
    | 'LogService_CreateStreamingDestination2'
    | 'LogService_GetStreamingDestination'
    | 'LogService_GetStreamingDestination2'
    | 'LogService_ListStreamingDestinations'
    | 'LogService_ListStreamingDestinations2'
    | 'LogService_CreateStreamingDestinationFilter'
    | 'LogService_UpdateStreamingDestination'
    | 'LogService_TestStreamingDestination'
    | 'LogService_DeleteStreamingDestination'
  >
}
