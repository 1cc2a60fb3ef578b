// The steps that can happen in a small registry. It has a few buckets, each with a few fingerprints, components and channels, so
// that steps hit the same things again and again: build them from each other, revoke, restore, delete and recreate them. Two
// servers serve the registry, and each step is a request to one of them.
import type { BuildStatus } from '../../src/domain/catalog/build/build.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export type Server = 'here' | 'there'
export const SERVERS: readonly Server[] = ['here', 'there']

export interface Ref {
  readonly bucket: string
  readonly fingerprint: string
}
export interface ChannelRef {
  readonly bucket: string
  readonly channel: string
}
/** What a build says it was built from: a version or channel that exists, existed or never existed; null says nothing. */
export interface Ancestor {
  readonly parent: Ref | null
  readonly through: ChannelRef | null
}

export type Step =
  | { readonly do: 'create-bucket'; readonly bucket: string }
  | { readonly do: 'delete-bucket'; readonly bucket: string }
  | ({ readonly do: 'create-version' } & Ref)
  | ({ readonly do: 'complete' } & Ref)
  | ({ readonly do: 'restore' } & Ref)
  | ({ readonly do: 'create-build'; readonly component: string; readonly status: BuildStatus } & Ref & Ancestor)
  | ({ readonly do: 'update-build'; readonly component: string } & Ref & Ancestor & Report)
  | ({ readonly do: 'delete-build'; readonly component: string } & Ref)
  | ({ readonly do: 'revoke' } & Ref & Revoking)
  | ({ readonly do: 'delete-version'; readonly rollBack: boolean } & Ref)
  | ({ readonly do: 'create-channel'; readonly fingerprint: string; readonly restricted: boolean } & ChannelRef)
  | ({ readonly do: 'restrict'; readonly restricted: boolean } & ChannelRef)
  | ({ readonly do: 'assign'; readonly fingerprint: string } & ChannelRef)
  | ({ readonly do: 'delete-channel' } & ChannelRef)
  | { readonly do: 'copy'; readonly bucket: string; readonly from: string; readonly to: string }
  /** Time passes, on all clocks. */
  | { readonly do: 'wait'; readonly milliseconds: number }
  /** Sets the server's clock so many milliseconds ahead of the true time, or behind it if negative. */
  | { readonly do: 'set-clock'; readonly ahead: number }
  /** The server does the jobs that are due by its clock. */
  | { readonly do: 'do-jobs' }

export interface Report {
  /** Null leaves the status as it is. */
  readonly status: BuildStatus | null
  readonly run: string
}
export interface Revoking {
  /** Milliseconds from now (negative: a date in the past), or the one date that many revocations share. */
  readonly when: number | 'deadline'
  readonly skipDescendants: boolean
  readonly rollBack: boolean
}
