// When a build was last known to run. Whoever sends heartbeats is missed after minutes, everybody else after a day
// (cancel-silent-builds.ts).
import type { Instant } from '../../clock.ts'
import type { Build, Heartbeats } from './build.ts'
import type { BuildChanges } from './merge-build.ts'

export interface Report {
  readonly before: Build
  readonly changes: BuildChanges
  /** Whether who reports this sends heartbeats. */
  readonly heartbeats: Heartbeats
  readonly now: Instant
}

/**
 * The signs of life after a report. One that says nothing of the status is none. Of a client that is not known, a run that
 * says again that its build is running shows that it sends heartbeats, also when the build was given up meanwhile; the first
 * time it merely starts, as does another run.
 */
export function signsOfLife({ before, changes, heartbeats, now }: Report): Pick<Build, 'heartbeatAt' | 'startedAt'> {
  if (changes.status === undefined) return { heartbeatAt: before.heartbeatAt, startedAt: before.startedAt }
  if (changes.status !== 'running') return { heartbeatAt: null, startedAt: null }
  const sends = heartbeats === 'unknown' ? goesOn(before, changes) : heartbeats === 'sent'
  return sends ? { heartbeatAt: now, startedAt: null } : { heartbeatAt: null, startedAt: now }
}

function goesOn(before: Build, changes: BuildChanges): boolean {
  const isSameRun = (changes.packerRunUuid || before.packerRunUuid) === before.packerRunUuid
  return isSameRun && (before.status === 'running' || before.status === 'cancelled')
}
