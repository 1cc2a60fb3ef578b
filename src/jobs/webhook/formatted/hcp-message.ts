// Messages as HCP Packer documents them (hcp/admin/projects/webhooks, packer/reference/webhook): the same envelope for all, and what
// happened as its payload. A value that does not exist is left out, never null: public receivers look into every field that is there.
import type { VersionStatus } from '../../../domain/catalog/version/version.ts'
import type { ReportedBuild, ReportedVersion } from '../../../domain/record/delivery/reported-version.ts'
import type { VersionSnapshot } from '../../../domain/record/event/version-snapshot.ts'
import { VERSION_SOURCE } from '../../../domain/record/webhook/webhook.ts'
import type { Notification } from '../../../domain/record/webhook/receiver.ts'

export interface HcpMessage {
  readonly resource_id: string
  readonly resource_name: string
  /** The same at every try: receivers recognize by it what they already have. */
  readonly event_id: string
  readonly event_action: string
  readonly event_description: string
  readonly event_source: string
  readonly event_version: '1'
  readonly event_payload: Readonly<Record<string, unknown>>
}

export const hcpMessage = (notification: Notification): HcpMessage =>
  notification.kind === 'verification' ? verification(notification.id) : happened(notification.facts)

const verification = (id: string): HcpMessage => ({
  resource_id: '',
  resource_name: '',
  event_id: `webhook.event:${id}`,
  event_action: 'test',
  event_description: 'Verification',
  event_source: 'hashicorp.webhook.verification',
  event_version: '1',
  event_payload: {},
})

const happened = (facts: ReportedVersion): HcpMessage => ({
  resource_id: facts.registryId,
  resource_name: `packer/project/${facts.projectId}/registry/${facts.registryId}`,
  event_id: `packer.event:${facts.id}`,
  event_action: facts.action,
  event_description: facts.description,
  event_source: VERSION_SOURCE,
  event_version: '1',
  event_payload: {
    organization_id: facts.organizationId,
    project_id: facts.projectId,
    registry: { id: facts.registryId },
    bucket: { id: facts.bucket.id, name: facts.bucket.name },
    ...(facts.version ? { version: versionOut(facts.version) } : {}),
    actor: actorOut(facts),
    ...(facts.builds ? { builds: facts.builds.map(buildOut) } : {}),
    ...(facts.skipDescendantsRevocation === null
      ? {}
      : { skip_descendants_revocation: facts.skipDescendantsRevocation }),
    ...(facts.channel ? { channel: channelOut(facts.channel) } : {}),
    ...(facts.previousVersion ? { previous_version: previousOut(facts.previousVersion) } : {}),
    ...(facts.previousBuilds ? { previous_builds: facts.previousBuilds.map(buildOut) } : {}),
  },
})

/** Builds are nearly all of a large payload. */
export const withoutBuilds = (payload: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => !['builds', 'previous_builds'].includes(name)))

const statusOut = {
  running: 'RUNNING',
  cancelled: 'CANCELLED',
  failed: 'FAILED',
  incomplete: 'INCOMPLETE',
  active: 'ACTIVE',
  'revocation-scheduled': 'REVOCATION_SCHEDULED',
  revoked: 'REVOKED',
} as const satisfies Record<VersionStatus, string>

const versionOut = (version: VersionSnapshot) => ({
  ...previousOut(version),
  status: statusOut[version.status],
  revoke_at: version.revokeAt ?? '',
  revocation_message: version.revocationMessage,
  revocation_author: version.revocationAuthor,
})

const previousOut = ({ id, fingerprint, name }: VersionSnapshot) => ({ id, fingerprint, name })

const buildOut = ({ id, platform, componentType, labels, artifacts }: ReportedBuild) => ({
  id,
  platform,
  component_type: componentType,
  labels,
  artifacts: artifacts.map(({ externalIdentifier, region }) => ({ external_identifier: externalIdentifier, region })),
})

const channelOut = ({ id, name, authorId, managed, restricted }: NonNullable<ReportedVersion['channel']>) => ({
  id,
  name,
  author_id: authorId,
  managed,
  restricted,
})

function actorOut({ actor: { id, type, name }, actorEmail }: ReportedVersion) {
  if (type === 'user') return { principal_id: id, type: 'TYPE_USER', user: { id, name, email: actorEmail } }
  if (type === 'service') return { principal_id: id, type: 'TYPE_SERVICE', service: { id, name, user_managed: true } }
  // The registry itself, or an operator at its machine: these are not principals, and have only a name.
  return { principal_id: name, type: 'TYPE_INTERNAL_OPERATOR', internal_operator: { id: name } }
}
