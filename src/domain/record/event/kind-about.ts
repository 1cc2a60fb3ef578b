// What every kind of event consists of.
export type EventAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'complete'
  | 'assign'
  | 'revoke'
  | 'restore'
  | 'schedule-revocation'
  | 'cancel-revocation'
  | 'exchange'
  | 'refuse'
  | 'import'

export type EventSubject =
  | 'organization'
  | 'policy'
  | 'group'
  | 'project'
  | 'registry'
  | 'bucket'
  | 'version'
  | 'build'
  | 'sbom'
  | 'channel'
  | 'run-task'
  | 'service-principal'
  | 'service-principal-key'
  | 'workload-identity-provider'
  | 'workload-identity'
  | 'user'
  | 'invitation'
  | 'session'
  | 'browser-login'
  | 'identity'
  | 'webhook'
  | 'stream'
  | 'email-subscription'
  | 'permission'

/** What an event concerns: a project with its registry (or the organization itself), or a bucket with all that is in it. */
export type About = 'project' | 'bucket'

export interface Kind<Of extends About, Payload> {
  readonly about: Of
  readonly subject: EventSubject
  readonly action: EventAction
  readonly description: string
  /** Never set: it exists for the compiler alone. */
  readonly payload?: Payload
}

export const kindAbout =
  <Of extends About>(about: Of) =>
  <Payload>(subject: EventSubject, action: EventAction, description: string): Kind<Of, Payload> => ({
    about,
    subject,
    action,
    description,
  })
