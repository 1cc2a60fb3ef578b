// Streaming destinations as tests request them.
import assert from 'node:assert/strict'
import type { Json } from './client.ts'
import { EXTERNAL_ID, ROLE } from './fake-aws.ts'
import type { TestRegistry } from './registry.ts'

const HEC = 'https://http-inputs-acme.splunkcloud.com:443/services/collector/event'
export const splunk = { hec_endpoint: HEC, token: 'a-token-of-Splunk' }
export const cloudWatch = { region: 'us-west-2', role_arn: ROLE, external_id: EXTERNAL_ID }
export const datadog = (apiKey: string, applicationKey?: string) => ({
  endpoint: 'https://http-intake.logs.datadoghq.com/api/v2/logs',
  authorization: {
    header: 'DD-API-KEY',
    value: apiKey,
    ...(applicationKey === undefined ? {} : { extra_properties: { 'DD-APPLICATION-KEY': applicationKey } }),
  },
})

export const CREATE = 'StreamingService_CreateDestination'
export const FILTER = 'StreamingService_CreateDestinationFilter'
export const GET = 'StreamingService_GetDestination'
export const LIST = 'StreamingService_ListDestinations'
export const UPDATE = 'StreamingService_UpdateDestination'
export const TEST = 'StreamingService_TestDestination'
export const DELETE = 'StreamingService_DeleteDestination'
/** The only filter that exists. */
export const ALL = { filter_type: 'DESTINATION_FILTER_TYPE_ORG_FILTER' }

/** Operations on the destinations of a registry's organization, called by its owner. */
export function destinationsOf(registry: () => TestRegistry) {
  const organization = () => ({ organization_id: registry().organizationId })
  const one = (id: string) => ({ ...organization(), destination_id: id })
  const ok = (operation: string, params: Readonly<Record<string, string>>, body?: Json): Promise<Json> =>
    registry().admin.ok(operation, { params, ...(body === undefined ? {} : { body }) })
  const get = async (id: string): Promise<Json> => (await ok(GET, one(id))).destination
  const update = (id: string, paths: readonly string[], body: Json) =>
    registry().admin.call(UPDATE, { params: { ...organization(), id }, body: { ...body, mask: { paths } } })
  return {
    organization,
    one,
    get,
    update,
    created: async (body: Json): Promise<Json> => (await ok(CREATE, organization(), body)).destination,
    list: async (): Promise<readonly Json[]> => (await ok(LIST, organization())).destinations,
    updated: async (id: string, paths: readonly string[], body: Json): Promise<Json> => {
      const { status, body: answer } = await update(id, paths, body)
      assert.deepEqual([status, answer], [200, {}])
      return get(id)
    },
    filter: (id: string): Promise<Json> => ok(FILTER, one(id), ALL),
    tried: (body: Json): Promise<Json> => ok(TEST, organization(), body),
    remove: (id: string): Promise<Json> => ok(DELETE, one(id)),
  }
}
