import type { Version } from './reference.ts'
import type { Tone } from '../output/colour.ts'
import { fromNow } from '../output/moment.ts'

type Status = Version['status']

const words = {
  VERSION_UNSET: ['unknown', 'quiet'],
  VERSION_RUNNING: ['being built', 'quiet'],
  VERSION_CANCELLED: ['cancelled', 'quiet'],
  VERSION_FAILED: ['failed', 'bad'],
  VERSION_REVOKED: ['revoked', 'bad'],
  VERSION_REVOCATION_SCHEDULED: ['to be revoked', 'soon'],
  VERSION_ACTIVE: ['active', 'good'],
  VERSION_INCOMPLETE: ['incomplete', 'quiet'],
} as const satisfies Record<Status, readonly [string, Tone]>

/** The word for a status, and its tone; a newer server may have other statuses. */
export const wordIn = (
  known: Readonly<Record<string, readonly [string, Tone]>>,
  status: string,
): readonly [string, Tone | null] => known[status] ?? [status, null]

const wordOf = (status: string) => wordIn(words, status)

type Standing = Pick<Version, 'status' | 'revoke_at'>

/** `active`, `revoked 3 days ago`. */
export function statusText({ status, revoke_at: at }: Standing, now: number): string {
  const [word] = wordOf(status)
  const isDated = status === 'VERSION_REVOKED' || status === 'VERSION_REVOCATION_SCHEDULED'
  if (!isDated || at === null) return word
  // If the server's clock is ahead, or the revocation is later than `now`, a past event would read as a future one.
  return `${word} ${fromNow(at, status === 'VERSION_REVOKED' ? Math.max(now, Date.parse(at)) : now)}`
}

/** The same, with the moment: `to be revoked in 2 days (2026-12-01T09:00:00.000Z)`. */
export function statusInFull(standing: Standing, now: number): string {
  const { status, revoke_at: at } = standing
  const text = statusText(standing, now)
  return status === 'VERSION_REVOCATION_SCHEDULED' && at !== null ? `${text} (${at})` : text
}

export const statusTone = ({ status }: Pick<Version, 'status'>): Tone | null => wordOf(status)[1]

/** A version has a number once it is complete; nothing more can be recorded of its builds then. */
export const isComplete = ({ name }: Pick<Version, 'name'>): boolean => name !== 'v0'

/** Whether channels may point at a version: it is complete and not revoked. */
export const isValid = ({ status }: Pick<Version, 'status'>): boolean =>
  status === 'VERSION_ACTIVE' || status === 'VERSION_REVOCATION_SCHEDULED'

/** `v12 (01J...)`; `no version`. */
export const versionText = (version: Pick<Version, 'name' | 'fingerprint'> | null): string =>
  version === null ? 'no version' : `${version.name} (${version.fingerprint})`
