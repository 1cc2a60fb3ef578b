import type { Event } from './event.ts'

/** An event by the names of what it is about; empty where it is about no such thing. */
export type ToldOfEvent = Readonly<
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

/** What a payload has there, if it is a text. Payloads were written by many versions of the registry: what is not there is nothing. */
export function textAt(payload: unknown, ...path: readonly string[]): string {
  let value = payload
  for (const name of path)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? value[name as never] : undefined
  return typeof value === 'string' ? value : ''
}

/** Of a policy that changed for many at once. */
const MOST_TOLD = 5

/** Where the name is of what is neither a bucket nor in one. */
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

export const toldOf = ({ payload, kind }: Pick<Event, 'payload' | 'kind'>): ToldOfEvent => ({
  bucketName: textAt(payload, 'bucket', 'name'),
  versionFingerprint: textAt(payload, 'version', 'fingerprint'),
  versionName: textAt(payload, 'version', 'name'),
  channelName: textAt(payload, 'channel', 'name'),
  previousVersionName: textAt(payload, 'previousVersion', 'name'),
  message: messageOf({ payload, kind }),
  subjectName: SUBJECT_NAMES.map((path) => textAt(payload, ...path)).find((name) => name !== '') ?? '',
})

/** Why a version was revoked; of a channel, why it left one that was revoked; of a policy, who got or lost what. */
function messageOf({ payload, kind }: Pick<Event, 'payload' | 'kind'>): string {
  if (kind.startsWith('version.')) return textAt(payload, 'version', 'revocationMessage')
  if (kind === 'channel.assigned') {
    if (textAt(payload, 'previousVersion', 'status') !== 'revoked') return ''
    const why = textAt(payload, 'previousVersion', 'revocationMessage')
    return `${textAt(payload, 'previousVersion', 'name')} is revoked${why === '' ? '' : `: ${why}`}`
  }
  if (kind !== 'policy.updated' && kind !== 'bucket.policy-updated') return ''
  const { granted, withdrawn } = payload
  const told = (bindings: unknown, how: string) =>
    (Array.isArray(bindings) ? (bindings as readonly unknown[]) : [])
      .filter((each) => textAt(each, 'name') !== '')
      .map((each) => `${textAt(each, 'role')} ${how} ${textAt(each, 'name')}`)
  const all = [...told(granted, 'to'), ...told(withdrawn, 'from')]
  const rest = all.length - MOST_TOLD
  return [...all.slice(0, MOST_TOLD), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

/** Of an event that is about a channel whether that was restricted then; so is one of which it cannot be known. Null of all others. */
export const restrictionOf = ({ kind, payload }: Pick<Event, 'kind' | 'payload'>): boolean | null =>
  kind.startsWith('channel.') ? channelRestricted(payload) : null

function channelRestricted(payload: Event['payload']): boolean {
  const { channel } = payload as { readonly channel?: { readonly restricted?: unknown } }
  return channel?.restricted !== false
}
