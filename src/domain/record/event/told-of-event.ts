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

/** Payloads were written by many versions of the registry: what is not there is nothing. */
function textAt(payload: unknown, ...path: readonly string[]): string {
  let value = payload
  for (const name of path)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? value[name as never] : undefined
  return typeof value === 'string' ? value : ''
}

/** Where the name is of what is neither a bucket nor in one. */
const SUBJECT_NAMES: readonly (readonly string[])[] = [
  ['group', 'displayName'],
  ['group', 'name'],
  ['provider', 'name'],
  ['webhook', 'name'],
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
  message: kind.startsWith('version.') ? textAt(payload, 'version', 'revocationMessage') : '',
  subjectName: SUBJECT_NAMES.map((path) => textAt(payload, ...path)).find((name) => name !== '') ?? '',
})

/** Of an event that is about a channel whether that was restricted then; so is one of which it cannot be known. */
export function channelRestricted(payload: Event['payload']): boolean {
  const { channel } = payload as { readonly channel?: { readonly restricted?: unknown } }
  return channel?.restricted !== false
}
