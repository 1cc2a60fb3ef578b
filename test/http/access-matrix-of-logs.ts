// The part of access-matrix.ts for the log service and for streaming destinations.
import type { Permission } from '../../src/domain/authorize.ts'
import type { Params, Wanted } from './access-matrix.ts'

const onProject = (permission: Permission): Wanted => ({ permission, on: 'project' })
const onOrganization = (permission: Permission): Wanted => ({ permission, on: 'organization' })
const destination = {
  destination_name: 'siem',
  splunk_cloud_provider: { hec_endpoint: 'https://siem.example.com/services/collector', token: 'token' },
}
const destinationId = (parameter: string) => ({
  params: ({ destination_id: id = '' }: Params) => ({ [parameter]: id }),
})

export const logServiceMatrix: Readonly<Record<string, Wanted>> = {
  AssayService_ListStreams: onOrganization('stream.get'),
  AssayService_TestStream: { ...onOrganization('stream.update'), ...destinationId('stream_id') },
  LogService_Get: {
    ...onProject('audit.list'),
    body: ({ organization_id = '', project_id = '' }) => ({ streams: [{ organization_id, project_id }] }),
  },
  StreamingService_CreateDestination: { ...onOrganization('stream.create'), body: () => destination },
  StreamingService_CreateDestinationFilter: {
    ...onOrganization('stream.update'),
    body: () => ({ filter_type: 'DESTINATION_FILTER_TYPE_ORG_FILTER' }),
  },
  StreamingService_DeleteDestination: onOrganization('stream.delete'),
  StreamingService_GetDestination: onOrganization('stream.get'),
  StreamingService_ListDestinations: onOrganization('stream.get'),
  StreamingService_TestDestination: {
    ...onOrganization('stream.update'),
    body: ({ destination_id: id }) => ({ id }),
  },
  StreamingService_UpdateDestination: {
    ...onOrganization('stream.update'),
    ...destinationId('id'),
    body: () => ({ name: 'renamed', mask: { paths: ['name'] } }),
  },
  LogService_CreateStreamingDestination: { ...onOrganization('stream.create'), body: () => destination },
  LogService_CreateStreamingDestination2: { ...onOrganization('stream.create'), body: () => destination },
  LogService_CreateStreamingDestinationFilter: {
    ...onOrganization('stream.update'),
    body: () => ({ organization_filter: {} }),
  },
  LogService_DeleteStreamingDestination: onOrganization('stream.delete'),
  LogService_GetStreamingDestination: onOrganization('stream.get'),
  LogService_GetStreamingDestination2: onOrganization('stream.get'),
  LogService_ListStreamingDestinations: onOrganization('stream.get'),
  LogService_ListStreamingDestinations2: onOrganization('stream.get'),
  LogService_TestStreamingDestination: {
    ...onOrganization('stream.update'),
    body: ({ destination_id: id }) => ({ existing_destination_id: id }),
  },
  LogService_UpdateStreamingDestination: {
    ...onOrganization('stream.update'),
    params: ({ destination_id: id = '', organization_id: organization = '', project_id: project = '' }) => ({
      'destination.resource.id': id,
      'destination.resource.location.organization_id': organization,
      'destination.resource.location.project_id': project,
    }),
    body: () => ({ destination: { name: 'renamed' }, mask: { paths: ['name'] } }),
  },
}
