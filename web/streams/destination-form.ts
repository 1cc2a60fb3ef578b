// A destination as it is filled in, and what becomes of that on the wire.

export const services = ['splunk', 'cloudwatch', 'datadog'] as const
export type Service = (typeof services)[number]

export interface DestinationForm {
  readonly service: Service
  readonly name: string
  /** Of Splunk and Datadog. */
  readonly url: string
  readonly token: string
  /** Of CloudWatch. */
  readonly region: string
  readonly roleArn: string
  readonly externalId: string
  readonly logGroup: string
  readonly logStream: string
}

export const newDestination: DestinationForm = {
  ...{ service: 'splunk', name: '', url: '', token: '' },
  ...{ region: '', roleArn: '', externalId: '', logGroup: '', logStream: '' },
}

/** The one provider, as both the test and what makes it take it. */
export function providerOf({ service, url, token, ...aws }: DestinationForm) {
  switch (service) {
    case 'splunk':
      return { splunk_cloud_provider: { hec_endpoint: url, token } }
    case 'datadog':
      return { datadog_provider: { endpoint: url, authorization: { header: 'DD-API-KEY', value: token } } }
    case 'cloudwatch':
      return {
        cloudwatch_logs_provider: {
          region: aws.region,
          role_arn: aws.roleArn,
          external_id: aws.externalId,
          log_group_name: aws.logGroup,
          log_stream_name: aws.logStream,
        },
      }
  }
}

/** As what HCP's own pages call themselves. */
export const bodyOf = (form: DestinationForm) => ({
  destination_name: form.name,
  source_channel: 'HCP_UI',
  ...providerOf(form),
})

/** Of a call that is shown: who copies it puts the secret there. */
export const SECRET_SHOWN = 'SECRET'
