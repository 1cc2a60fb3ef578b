// An entry of the audit log in HCP's format: `metadata` is what HCP Packer documents (packer/reference/audit-log), the rest is
// common to all of HCP's products (hcp/audit-log/reference).
import type { Schemas } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Outgoing } from '../../../contract/operation.ts'
import type { Actor } from '../../../domain/principal/principal.ts'
import { errorOf, outcomeOf } from '../../../domain/record/audit/audit.ts'
import type { EventAction } from '../../../domain/record/event/event-kinds.ts'
import type { Event } from '../../../domain/record/event/event.ts'
import { textAt, summaryOf } from '../../../domain/record/event/event-summary.ts'
import { locationOut } from '../../wire/view.ts'
import { snaked } from '../../wire/snaked.ts'

type Out<Name extends keyof Schemas> = Outgoing<Schemas[Name]>

export const AUDIT_TOPIC = 'hashicorp.platform.audit'

/** HCP's actions, except READ. An event that a later version of the registry has written may have an action that is not listed. */
const actionOut: Readonly<Partial<Record<EventAction, Out<'log_service_20210330Action'>>>> = {
  create: 'CREATE',
  update: 'UPDATE',
  delete: 'DELETE',
  complete: 'UPDATE',
  assign: 'UPDATE',
  revoke: 'UPDATE',
  restore: 'UPDATE',
  'schedule-revocation': 'UPDATE',
  'cancel-revocation': 'UPDATE',
  exchange: 'CREATE',
  import: 'CREATE',
} satisfies Record<Exclude<EventAction, 'refuse'>, Out<'log_service_20210330Action'>>

const principalType = {
  user: 'PRINCIPAL_TYPE_USER',
  service: 'PRINCIPAL_TYPE_SERVICE',
  operator: 'PRINCIPAL_TYPE_INTERNAL_OPERATOR',
  registry: 'PRINCIPAL_TYPE_UNSPECIFIED',
} as const satisfies Record<Actor['type'], Out<'iamPrincipalType'>>

const actorType = {
  user: 'TYPE_USER',
  service: 'TYPE_SERVICE',
  operator: 'TYPE_INTERNAL_OPERATOR',
  registry: 'TYPE_UNSET',
} as const satisfies Record<Actor['type'], string>

/** Users are named by the email address that they sign in with. */
function actorOut({ id, type, name }: Event['actor']) {
  return {
    principal_id: id,
    type: actorType[type],
    ...(type === 'user' ? { user: { id, name, email: name } } : {}),
    ...(type === 'service' ? { service: { id, name, user_managed: true } } : {}),
    ...(type === 'operator' ? { internal_operator: { id } } : {}),
  }
}

function principalOut({ actor, organizationId }: Event): Out<'cloudiamPrincipal'> {
  const { id, type, name } = actor
  const service = { created_at: null, id, name, organization_id: organizationId, project_id: '', resource_name: '' }
  const user = {
    ...{ email: name, full_name: name, id, subject: id },
    ...({ identity_type: 'UNSET', identity_types: [], scim_synchronized: false } as const),
  }
  return {
    group: null,
    group_ids: [],
    id,
    service: type === 'service' ? service : null,
    type: principalType[type],
    user: type === 'user' ? user : null,
  }
}

/** The action of an entry; for a refusal, the action that was tried. */
function actionOf({ subject, action, payload }: Event): Out<'log_service_20210330Action'> {
  if (action !== 'refuse') return actionOut[action] ?? 'UPDATE'
  if (subject !== 'permission') return 'CREATE'
  const [permission, operation] = [textAt(payload, 'permission'), textAt(payload, 'operation')]
  const verb = permission === '' ? operation.replace(/^.*_/, '').toLowerCase() : permission.replace(/^.*\./, '')
  return ACTIONS.find(([begins]) => begins.test(verb))?.[1] ?? 'UPDATE'
}
const ACTIONS = [
  [/^(?:get|list|search|preview|export)/, 'READ'],
  [/^(?:create|upload|invite)/, 'CREATE'],
  [/^delete/, 'DELETE'],
] as const

/** As HCP Packer sends it: statuses are in capitals, and unset fields are empty rather than null. */
function metadataOut(event: Event): object {
  const hasFailed = outcomeOf(event.kind) === 'failed'
  const commonFields = {
    status: hasFailed ? 'FAILED' : 'OK',
    action: actionOf(event).toLowerCase(),
    description: event.description,
    organization_id: event.organizationId,
    project_id: event.projectId ?? '',
    timestamp: event.at,
    actor: actorOut(event.actor),
  }
  const told = spelled(snaked(payloadOf(event))) as object
  // Spread first for the order that HCP Packer has, and again so that no field of the payload replaces them.
  return { ...commonFields, ...told, ...commonFields, ...(hasFailed ? { error: errorOf(event) } : {}) }
}

/** Moves the description of a bucket, a group or a project into that object: the description of an entry says what happened. */
function payloadOf({ subject, payload }: Event): Event['payload'] {
  const { description, ...told } = payload
  const described = told[subject]
  if (description === undefined || typeof described !== 'object') return payload
  return { ...told, [subject]: { ...described, description } }
}

/** HCP Packer's names for fields of builds that it calls differently. */
const names: Readonly<Record<string, string>> = {
  parent_version_id: 'source_version_id',
  parent_channel_id: 'source_channel_id',
}

function spelled(value: unknown, name = ''): unknown {
  if (value === null) return ''
  if (name === 'status' && typeof value === 'string') return value.toUpperCase().replaceAll('-', '_')
  if (Array.isArray(value)) return value.map((item) => spelled(item))
  if (typeof value !== 'object' || USER_DEFINED.includes(name)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [names[key] ?? key, spelled(member, key)]))
}
const USER_DEFINED: readonly string[] = ['labels', 'new_labels', 'updated_labels', 'metadata']

export function entryOut(event: Event): Out<'log_service_20210330LogEntry'> {
  const { organizationId, projectId, payload, actor } = event
  const told = summaryOf(event)
  const permission = textAt(payload, 'permission')
  const place = { organization_id: organizationId, project_id: projectId ?? '' }
  const resourceId = event.versionId || event.bucketId || (projectId ?? organizationId)
  return {
    id: event.id,
    timestamp: event.at,
    stream: { ...place, topic: AUDIT_TOPIC },
    resource: {
      description: told.bucketName || told.subjectName,
      id: resourceId,
      location: locationOut({ organizationId, projectId: projectId ?? '' }),
      type: `hashicorp.packer.${event.subject}`,
      uuid: '',
    },
    subject: { id: actor.id, name: actor.name, type: actorType[actor.type] },
    control_plane_event: {
      action: actionOf(event),
      authentication_info: { principal: principalOut(event), service_principal_delegation_chain: [] },
      authorization_info: permission === '' ? [] : [{ ...place, permissions: [permission], resource_id: resourceId }],
      description: event.description,
      metadata: metadataOut(event),
      operation_info: { operation_id: event.requestId },
      request_info: { http_client_ip: event.address, http_path: '', http_user_agent: '', http_verb: '' },
      status_code: outcomeOf(event.kind) === 'ok' ? 'OK' : 'PERMISSION_DENIED',
    },
    service_log_event: null,
  }
}
