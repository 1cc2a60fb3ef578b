// The destinations of StreamingService, which Terraform's provider has called since 0.103.
import type { Operations, Schemas } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { createDestination } from '../../../domain/record/stream/create-destination.ts'
import { deleteDestination } from '../../../domain/record/stream/delete-destination.ts'
import type { Destination } from '../../../domain/record/stream/destination.ts'
import { getDestination, listDestinations } from '../../../domain/record/stream/get-destination.ts'
import type { Stream } from '../../../domain/record/stream/stream.ts'
import { type Target, targetUrl } from '../../../domain/record/stream/target.ts'
import { testDestination } from '../../../domain/record/stream/test-destination.ts'
import type { TestParts } from '../../../domain/record/stream/test-stream.ts'
import {
  type DestinationChanges,
  filterDestination,
  updateDestination,
} from '../../../domain/record/stream/update-destination.ts'
import type { Handlers } from '../../binding/handler.ts'
import { maskPaths } from '../../wire/update-mask.ts'
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

type Out<Name extends keyof Schemas> = Outgoing<Schemas[Name]>

/** The kind of client that created the destination, by the name that the client gave itself. */
const sourceOut = ({ config: { source } }: Stream): Out<'log_service_20210330DestinationSource'> => {
  if (source === 'TERRAFORM') return 'DESTINATION_SOURCE_TERRAFORM'
  return source === 'HCP_UI' ? 'DESTINATION_SOURCE_HCP_UI' : 'DESTINATION_SOURCE_UNKNOWN'
}

const inShort = ({ stream }: Destination) => ({
  id: stream.id,
  name: stream.name,
  organization_id: stream.organizationId,
  source: sourceOut(stream),
  status: statusOut(stream),
  last_error_message: failureOut(stream.failure),
  filter: { organization_filter: filterOut(stream), resource_filter: null },
})

const destinationOut = (destination: Destination): Out<'log_service_20210330StreamingDestination'> => ({
  ...inShort(destination),
  splunk_cloud_provider: splunkOut(destination.target),
  cloudwatch_logs_provider: cloudWatchOut(destination.target),
  datadog_provider: datadogOut(destination.target),
})

const providerType = {
  splunk: 'splunk_cloud',
  cloudwatch: 'cloudwatch_logs',
  datadog: 'datadog',
} as const satisfies Record<Target['kind'], string>

type Providers = Pick<
  Incoming<Schemas['log_service_20210330CreateDestinationRequest']>,
  'splunk_cloud_provider' | 'cloudwatch_logs_provider' | 'datadog_provider'
>
const NAMES = 'splunk_cloud_provider, cloudwatch_logs_provider and datadog_provider'

const providersIn = ({
  splunk_cloud_provider: splunk,
  cloudwatch_logs_provider: cloudWatch,
  datadog_provider: datadog,
}: Providers) => ({ splunk, cloudWatch, datadog, names: NAMES })

function changesIn(body: Incoming<Schemas['log_service_20210330UpdateDestinationRequest']>): DestinationChanges {
  const allowed = ['name', 'splunkCloudProvider', 'cloudwatchLogsProvider', 'datadogProvider']
  const paths = maskPaths('mask', (body.mask?.paths ?? []).join(','), allowed)
  const target = targetIn({
    splunk: paths.has('splunkCloudProvider') ? (body.splunk_cloud_provider ?? {}) : undefined,
    cloudWatch: paths.has('cloudwatchLogsProvider') ? (body.cloudwatch_logs_provider ?? {}) : undefined,
    datadog: paths.has('datadogProvider') ? (body.datadog_provider ?? {}) : undefined,
    names: NAMES,
  })
  return { ...(paths.has('name') ? { name: body.name ?? '' } : {}), ...(target === null ? {} : { target }) }
}

const refOf = (params: { readonly organization_id: string; readonly destination_id: string }) => ({
  organizationId: params.organization_id,
  id: params.destination_id,
})

export const destinationHandlers = (parts: TestParts) =>
  ({
    async StreamingService_CreateDestination({ params, body }, context) {
      const { destination_name: name = '', source_channel: source = '' } = body
      const target = requiredTargetIn(providersIn(body))
      const creation = { organizationId: params.organization_id, name, target, source }
      return { destination: destinationOut(await createDestination(context, creation, parts)) }
    },
    async StreamingService_CreateDestinationFilter({ params, body }, context) {
      if (body.filter_type !== 'DESTINATION_FILTER_TYPE_ORG_FILTER')
        throw invalidArgument('filter_type', 'must be DESTINATION_FILTER_TYPE_ORG_FILTER: there is no other')
      await filterDestination(context, refOf(params))
      return {}
    },
    async StreamingService_GetDestination({ params }, context) {
      return { destination: destinationOut(await getDestination(context, refOf(params), parts)) }
    },
    async StreamingService_ListDestinations({ params }, context) {
      const found = await listDestinations(context, { organizationId: params.organization_id }, parts)
      const destinations = found.map((destination) => ({
        ...inShort(destination),
        endpoint: targetUrl(destination.target),
        provider_type: providerType[destination.target.kind],
      }))
      return { destinations }
    },
    async StreamingService_UpdateDestination({ params, body }, context) {
      const ref = { organizationId: params.organization_id, id: params.id }
      await updateDestination(context, { ...ref, changes: changesIn(body) }, parts)
      return {}
    },
    async StreamingService_TestDestination({ params, body }, context) {
      const id = body.id === undefined || body.id === '' ? null : body.id
      const test = { organizationId: params.organization_id, id, target: targetIn(providersIn(body)) }
      return testedOut(await testDestination(context, test, parts))
    },
    async StreamingService_DeleteDestination({ params }, context) {
      await deleteDestination(context, refOf(params))
      return {}
    },
  }) satisfies Handlers<
    Operations,
    | 'StreamingService_CreateDestination'
    | 'StreamingService_CreateDestinationFilter'
    | 'StreamingService_GetDestination'
    | 'StreamingService_ListDestinations'
    | 'StreamingService_UpdateDestination'
    | 'StreamingService_TestDestination'
    | 'StreamingService_DeleteDestination'
  >
