// The kinds of events that users filter by, in named groups. A project's list has no events that concern only the organization.
export const kindGroups = {
  assignments: ['channel.assigned'],
  revocations: ['version.revocation-scheduled', 'version.revocation-cancelled', 'version.revoked', 'version.restored'],
  versions: ['version.created', 'version.completed', 'version.deleted'],
  builds: ['build.created', 'build.updated', 'build.deleted', 'sbom.uploaded', 'sbom.replaced'],
  channels: ['channel.created', 'channel.updated', 'channel.deleted'],
  buckets: ['bucket.created', 'bucket.updated', 'bucket.labels-added', 'bucket.labels-updated', 'bucket.deleted'],
  registry: [
    'registry.created',
    'registry.updated',
    'registry.deleted',
    'registry.imported',
    'run-task.created',
    'run-task.updated',
    'run-task.key-regenerated',
  ],
  webhooks: ['webhook.created', 'webhook.updated', 'webhook.sent-again', 'webhook.deleted'],
  emails: ['email-subscription.created', 'email-subscription.deleted'],
  access: [
    'policy.updated',
    'bucket.policy-updated',
    'project.created',
    'project.updated',
    'project.deleted',
    'service-principal.created',
    'service-principal.deleted',
    'service-principal-key.created',
    'service-principal-key.deleted',
    'workload-identity-provider.created',
    'workload-identity-provider.updated',
    'workload-identity-provider.deleted',
    'workload-identity.exchanged',
    'workload-identity.refused',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type KindGroup = keyof typeof kindGroups

const isGroup = (text: string): text is KindGroup => Object.hasOwn(kindGroups, text)

/** The kinds that the address asks for: those of a group, or a single kind. */
export const kindsOf = (asked: string | null): readonly string[] =>
  asked === null ? [] : isGroup(asked) ? kindGroups[asked] : [asked]
