import type { Labels } from '../../catalog/bucket/bucket.ts'
import type { Event } from '../event/event.ts'
import type { ChannelSnapshot, VersionSnapshot } from '../event/version-snapshot.ts'

export interface ReportedBuild {
  readonly id: string
  readonly platform: string
  readonly componentType: string
  readonly labels: Labels
  readonly artifacts: readonly { readonly externalIdentifier: string; readonly region: string }[]
}

/** All that a message may report of an event about a version. Facts that are null are left out. */
export interface ReportedVersion extends Pick<Event, 'id' | 'action' | 'description' | 'organizationId'> {
  readonly projectId: string
  /** Empty when the registry is gone. */
  readonly registryId: string
  readonly bucket: { readonly id: string; readonly name: string }
  /** Null for the assignment of a channel that points at no version now. */
  readonly version: VersionSnapshot | null
  readonly actor: Event['actor']
  /** The e-mail address of a person; empty for all other actors. */
  readonly actorEmail: string
  readonly builds: readonly ReportedBuild[] | null
  readonly skipDescendantsRevocation: boolean | null
  readonly channel: ChannelSnapshot | null
  readonly previousVersion: VersionSnapshot | null
  readonly previousBuilds: readonly ReportedBuild[] | null
}
