// The targets of destinations, as both services of this API spell them: they differ in the name of one field and in nothing else.
import type { Schemas } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import { invalidArgument } from '../../../domain/errors.ts'
import { type Fault, faultIn } from '../../../domain/record/stream/destination.ts'
import type { Stream } from '../../../domain/record/stream/stream.ts'
import type { TestOutcome } from '../../../domain/record/stream/test-stream.ts'
import type { CloudWatchTarget, DatadogTarget, SplunkTarget, Target } from '../../../domain/record/stream/target.ts'

type Splunk = Schemas['log_service_20210330StreamingSplunkCloudProvider']
type CloudWatch = Schemas['log_service_20210330StreamingCloudwatchLogsProvider']
type Datadog = Schemas['log_service_20210330StreamingDatadogProvider']

const API_KEY = 'DD-API-KEY'
const APPLICATION_KEY = 'DD-APPLICATION-KEY'

const splunkIn = ({ hec_endpoint: url = '', token = '' }: Incoming<Splunk>): SplunkTarget => ({
  kind: 'splunk',
  url,
  token,
})

const cloudWatchIn = ({
  region = '',
  role_arn: roleArn = '',
  external_id: externalId = '',
  log_group_name: logGroup = '',
  log_stream_name: logStream = '',
}: Incoming<CloudWatch>): CloudWatchTarget => ({ kind: 'cloudwatch', region, roleArn, externalId, logGroup, logStream })

function datadogIn({ endpoint: url = '', authorization = {} }: Incoming<Datadog>): DatadogTarget {
  const { header = '', value: apiKey = '', extra_properties: extra } = authorization
  if (header !== '' && header.toUpperCase() !== API_KEY)
    throw invalidArgument(
      'datadog_provider.authorization.header',
      `must be ${API_KEY}: Datadog knows nobody by another`,
    )
  return { kind: 'datadog', url, apiKey, applicationKey: applicationKeyIn(extra) }
}

function applicationKeyIn(extra: unknown): string {
  if (extra === undefined || extra === null) return ''
  const members = typeof extra === 'object' && !Array.isArray(extra) ? Object.entries(extra) : [['', extra]]
  const value: unknown = members.find(([name]) => name === APPLICATION_KEY)?.[1] ?? ''
  if (members.some(([name]) => name !== APPLICATION_KEY) || typeof value !== 'string')
    throw invalidArgument(
      'datadog_provider.authorization.extra_properties',
      `must have ${APPLICATION_KEY}, a text, and nothing else`,
    )
  return value
}

/** The providers in a body, whatever its service calls them; `names` lists the service's names, for error messages. */
interface Providers {
  readonly splunk: Incoming<Splunk> | undefined
  readonly cloudWatch: Incoming<CloudWatch> | undefined
  readonly datadog: Incoming<Datadog> | undefined
  readonly names: string
}

/** The target of the one provider that is present; null when there is none. */
export function targetIn({ splunk, cloudWatch, datadog, names }: Providers): Target | null {
  const targets = [splunk && splunkIn(splunk), cloudWatch && cloudWatchIn(cloudWatch), datadog && datadogIn(datadog)]
  const [target = null, ...others] = targets.filter((each) => each !== undefined)
  if (others.length > 0) throw invalidArgument('body', `must have one of ${names}: there is one place to send to`)
  return target
}

export function requiredTargetIn(providers: Providers): Target {
  const target = targetIn(providers)
  if (target === null) throw invalidArgument('body', `must have one of ${providers.names}`)
  return target
}

/** Only whoever set the token knows it: responses never contain it. */
export const splunkOut = (target: Target): Outgoing<Splunk> | null =>
  target.kind === 'splunk' ? { hec_endpoint: target.url, token: '' } : null

/** Includes the external id, because Terraform's provider expects to read it back; to AWS it is not a secret. */
export const cloudWatchOut = (target: Target): Outgoing<CloudWatch> | null =>
  target.kind === 'cloudwatch'
    ? {
        region: target.region,
        role_arn: target.roleArn,
        external_id: target.externalId,
        log_group_name: target.logGroup,
        log_stream_name: target.logStream,
      }
    : null

/** Includes the application key, because the provider fails when a key that it has set is missing (docs/quirks.md). */
export const datadogOut = (target: Target): Outgoing<Datadog> | null =>
  target.kind === 'datadog'
    ? {
        endpoint: target.url,
        authorization: {
          header: API_KEY,
          value: '',
          extra_properties: target.applicationKey === '' ? null : { [APPLICATION_KEY]: target.applicationKey },
        },
      }
    : null

export type Status = Outgoing<Schemas['log_service_20210330DestinationStatus']>

const failingOut = {
  user: 'DESTINATION_STATUS_FAILING_USER',
  registry: 'DESTINATION_STATUS_FAILING_HCP',
  service: 'DESTINATION_STATUS_FAILING_PROVIDER',
} as const satisfies Record<Fault, Status>

export const streamingOut = (failure: string): Status =>
  failure === '' ? 'DESTINATION_STATUS_STREAMING' : failingOut[faultIn(failure)]

/** A destination is not enabled until it has a filter; until then it is sent nothing. */
export const statusOut = ({ enabled, failure }: Stream): Status =>
  enabled ? streamingOut(failure) : 'DESTINATION_STATUS_UNSPECIFIED'

export const failureOut = (failure: string): string => (failure === '' ? '' : `the receiver ${failure}`)

export const filterOut = ({ filter }: Stream) => {
  const id = filter?.['id']
  return typeof id === 'string' ? { id } : null
}

/** The outcome of a test, as both services report it. */
export const testedOut = ({ sent, failure, id }: TestOutcome) => ({
  status: streamingOut(failure ?? ''),
  error_message: failureOut(failure ?? ''),
  request_id: id,
  test_payload: sent,
})
