// The kinds of entries that users filter by: those of the activity list, and those that only the audit log has.
import { kindGroups } from '../activity/kind-groups.ts'
import { activityWords } from '../words/activity-words.ts'
import { auditWords } from '../words/audit-words.ts'

export const auditGroups = {
  ...kindGroups,
  organization: ['organization.updated'],
  groups: ['group.created', 'group.updated', 'group.members-updated', 'group.deleted'],
  people: [
    'invitation.created',
    'invitation.deleted',
    'invitation.accepted',
    'user.created',
    'user.disabled',
    'user.enabled',
    'user.removed',
    'user.password-changed',
    'user.password-renewed',
    'user.second-factor-enabled',
    'user.second-factor-disabled',
  ],
  signIns: [
    'user.signed-in',
    'user.sign-in-failed',
    'user.signed-out',
    'user.signed-out-everywhere',
    'identity.tied',
    'identity.refused',
    'browser-login.allowed',
    'browser-login.begun',
    'browser-login.refreshed',
    'browser-login.revoked',
    'browser-login.ended',
  ],
  streams: ['stream.created', 'stream.updated', 'stream.tested', 'stream.deleted'],
  refusals: ['permission.refused', 'bucket.permission-refused'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type AuditGroup = keyof typeof auditGroups

/** The names of the groups, in the order in which they are offered. */
export const groupNames: Readonly<Record<AuditGroup, string>> = { ...activityWords.groups, ...auditWords.groups }

/** The groups of what happens to the organization alone, which a project's audit log does not have. */
export const ofOrganization: readonly AuditGroup[] = ['organization', 'groups', 'people', 'signIns', 'streams']

export const actions = [
  'create',
  'update',
  'delete',
  'complete',
  'assign',
  'revoke',
  'restore',
  'schedule-revocation',
  'cancel-revocation',
  'exchange',
  'refuse',
  'import',
] as const

const isGroup = (text: string): text is AuditGroup => Object.hasOwn(auditGroups, text)

/** The kinds that the address asks for: those of a group, or a single kind. */
export const kindsOf = (asked: string | null): readonly string[] =>
  asked === null ? [] : isGroup(asked) ? auditGroups[asked] : [asked]
