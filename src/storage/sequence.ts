import type { Version } from '../domain/version/version.ts'

/** The sequence of a version that is not complete. */
export const INCOMPLETE = 0

export const sequenceColumn = (version: Pick<Version, 'sequence'>): number => version.sequence ?? INCOMPLETE
