// What happened, in words for people, as chats and mails tell it. This folder owns these words, and how other people's texts are cut to
// length. It must not know any chat or mail format: each escapes what it is given in its own way.
import type { Event } from '../../../domain/record/event/event.ts'
import { textAt, summaryOf } from '../../../domain/record/event/event-summary.ts'

/** The texts are not escaped: names and reasons in them are what somebody wrote. */
export interface Story {
  /** Who did what to which version of which bucket. */
  readonly title: string
  /** Why, since when and where, each under a label of ours. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** The page that shows it; null where the address of the pages is not known. */
  readonly page: string | null
  /** Whether something goes out of use, comes into it, or neither. */
  readonly tone: 'bad' | 'good' | 'neutral'
}

export interface StoryParts {
  /** Names of the channels that point at the version now. */
  readonly channels: readonly string[]
  /** `https://host[:port]`; null for none. */
  readonly publicUrl: string | null
}

/** The story of an event about a version, or about a channel that was assigned one. */
export function storyOf(event: Event, { channels, publicUrl }: StoryParts): Story {
  const told = summaryOf(event)
  const [at, revokedAt] = [moment(event.at), moment(textAt(event.payload, 'version', 'revokeAt'))]
  const facts = [
    { label: 'Why', value: told.message },
    { label: 'When', value: at },
    { label: event.action === 'revoke' ? 'Revoked since' : 'Revoked from', value: revokedAt === at ? '' : revokedAt },
    { label: 'Before', value: event.action === 'assign' ? told.previousVersionName : '' },
    { label: 'Channels now', value: channels.join(', ') },
    { label: 'Fingerprint', value: told.versionFingerprint },
  ]
  return {
    title: titleOf(event),
    facts: facts.filter(({ value }) => value !== ''),
    page: publicUrl === null ? null : publicUrl + pathOf(event),
    tone: TONES[event.action] ?? 'neutral',
  }
}

const TONES: Partial<Readonly<Record<Event['action'], Story['tone']>>> = {
  complete: 'good',
  restore: 'good',
  'cancel-revocation': 'good',
  revoke: 'bad',
  'schedule-revocation': 'bad',
  delete: 'bad',
}

const VERBS: Partial<Readonly<Record<Event['action'], string>>> = {
  complete: 'completed',
  restore: 'restored',
  'cancel-revocation': 'cancelled the revocation of',
  revoke: 'revoked',
  'schedule-revocation': 'scheduled the revocation of',
  delete: 'deleted',
}

function titleOf(event: Event): string {
  const { bucketName, versionName, channelName } = summaryOf(event)
  const who = event.actor.name
  if (event.action === 'create') return `${who} began a version of bucket ${bucketName}`
  if (event.action !== 'assign')
    return `${who} ${VERBS[event.action] ?? event.action} ${versionCalled(versionName)} of bucket ${bucketName}`
  return versionName === ''
    ? `${who} left channel ${channelName} of bucket ${bucketName} without a version`
    : `${who} assigned ${versionCalled(versionName)} of bucket ${bucketName} to channel ${channelName}`
}

/** HCP Packer calls all versions v0 that are not complete. */
const versionCalled = (name: string) => (name === 'v0' ? 'an incomplete version' : `version ${name}`)

/** A deleted version has no page any more. */
function pathOf(event: Event): string {
  const { bucketName, versionFingerprint, channelName } = summaryOf(event)
  const bucket = `/p/${encodeURIComponent(event.projectId ?? '')}/buckets/${encodeURIComponent(bucketName)}`
  if (event.action === 'delete') return `${bucket}/activity`
  if (versionFingerprint !== '') return `${bucket}/versions/${encodeURIComponent(versionFingerprint)}`
  return `${bucket}/channels/${encodeURIComponent(channelName)}`
}

/** A time to the second, in UTC and marked as such, so that nobody misreads it; empty for none. */
const moment = (at: string) => (at === '' ? '' : `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`)
