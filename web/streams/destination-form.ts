// A destination as a form has it, and the requests made of it.

export const services = ['splunk', 'cloudwatch', 'datadog'] as const
export type Service = (typeof services)[number]

export interface DestinationForm {
  readonly service: Service
  readonly name: string
  /** For Splunk and Datadog. */
  readonly url: string
  readonly token: string
  /** For CloudWatch. */
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

/** The provider as both the test and the creation of a destination take it. */
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

/** The source channel is the one that HCP's own pages send. */
export const bodyOf = (form: DestinationForm) => ({
  destination_name: form.name,
  source_channel: 'HCP_UI',
  ...providerOf(form),
})

/** Stands for the secret in a call that is shown: whoever copies the call puts the secret there. */
export const SECRET_SHOWN = 'SECRET'
