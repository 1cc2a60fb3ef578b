import type { Event } from './event.ts'

/** The names of what an event is about; a name is empty where the event is about no such thing. */
export type EventSummary = Readonly<
  Record<
    | 'bucketName'
    | 'versionFingerprint'
    | 'versionName'
    | 'channelName'
    | 'previousVersionName'
    | 'message'
    | 'subjectName',
    string
  >
>

/** Returns the text at a path of a payload, empty where there is none: payloads were written by many versions of the registry. */
export function textAt(payload: unknown, ...path: readonly string[]): string {
  let value = payload
  for (const name of path)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? value[name as never] : undefined
  return typeof value === 'string' ? value : ''
}

/** How many changes of a policy are listed; the rest are counted. */
const MOST_LISTED = 5

/** The paths in a payload to the name of a subject that is neither a bucket nor in one. */
const SUBJECT_NAMES: readonly (readonly string[])[] = [
  ['group', 'displayName'],
  ['group', 'name'],
  ['provider', 'name'],
  ['webhook', 'name'],
  ['stream', 'name'],
  ['emailSubscription', 'bucketName'],
  ['servicePrincipal', 'name'],
  ['invitation', 'email'],
  ['user', 'name'],
  ['project', 'name'],
  ['organization', 'name'],
  ['resource', 'label'],
  ['sbom', 'name'],
  ['email'],
]

export const summaryOf = ({ payload, kind }: Pick<Event, 'payload' | 'kind'>): EventSummary => ({
  bucketName: textAt(payload, 'bucket', 'name'),
  versionFingerprint: textAt(payload, 'version', 'fingerprint'),
  versionName: textAt(payload, 'version', 'name'),
  channelName: textAt(payload, 'channel', 'name'),
  previousVersionName: textAt(payload, 'previousVersion', 'name'),
  message: messageOf({ payload, kind }),
  subjectName: SUBJECT_NAMES.map((path) => textAt(payload, ...path)).find((name) => name !== '') ?? '',
})

/** Why a version was revoked; for a channel, why it left a revoked version; for a policy, who was granted or lost which role. */
function messageOf({ payload, kind }: Pick<Event, 'payload' | 'kind'>): string {
  if (kind.startsWith('version.')) return textAt(payload, 'version', 'revocationMessage')
  if (kind === 'channel.assigned') {
    if (textAt(payload, 'previousVersion', 'status') !== 'revoked') return ''
    const why = textAt(payload, 'previousVersion', 'revocationMessage')
    return `${textAt(payload, 'previousVersion', 'name')} is revoked${why === '' ? '' : `: ${why}`}`
  }
  if (kind !== 'policy.updated' && kind !== 'bucket.policy-updated') return ''
  const { granted, withdrawn } = payload
  const describe = (bindings: unknown, how: string) =>
    (Array.isArray(bindings) ? (bindings as readonly unknown[]) : [])
      .filter((each) => textAt(each, 'name') !== '')
      .map((each) => `${textAt(each, 'role')} ${how} ${textAt(each, 'name')}`)
  const all = [...describe(granted, 'to'), ...describe(withdrawn, 'from')]
  const rest = all.length - MOST_LISTED
  return [...all.slice(0, MOST_LISTED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

/** For an event about a channel, whether the channel was restricted then; true also where that is unknown. Null for all other events. */
export const restrictionOf = ({ kind, payload }: Pick<Event, 'kind' | 'payload'>): boolean | null =>
  kind.startsWith('channel.') ? channelRestricted(payload) : null

function channelRestricted(payload: Event['payload']): boolean {
  const { channel } = payload as { readonly channel?: { readonly restricted?: unknown } }
  return channel?.restricted !== false
}
