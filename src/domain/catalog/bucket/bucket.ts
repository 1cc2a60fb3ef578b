// A bucket is one line of images: all the versions that are built under one name. This folder defines the bucket and what
// can be done with it, one verb per file; what a bucket contains has folders of its own.
import type { Instant } from '../../clock.ts'
import { invalidArgument, shown } from '../../errors.ts'
import { requireLength } from '../../require-length.ts'
import { CATALOG_NAME } from './catalog-name.ts'

export type Labels = Readonly<Record<string, string>>

export interface Bucket {
  readonly id: string
  readonly projectId: string
  readonly name: string
  readonly description: string
  readonly labels: Labels
  /** The number of complete versions that exist now. */
  readonly versionCount: number
  /** The highest number ever given to a version of this bucket: numbers are never given twice. */
  readonly lastSequence: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

const DESCRIPTION_BYTES = 255
const LABELS_BYTES = 64 * 1024

/** Buckets and channels share one rule for names. */
export function requireName(field: string, name: string): void {
  if (!CATALOG_NAME.test(name))
    throw invalidArgument(field, `"${shown(name)}" is not a valid name: use 3 to 36 letters, digits and hyphens`)
}

export function requireDescription(description: string): void {
  requireLength('description', description, DESCRIPTION_BYTES)
}

/** Limits the labels, because every change below a bucket reads them and every list of buckets shows them. */
export function requireBucketLabels(labels: Labels): void {
  const bytes = Buffer.byteLength(JSON.stringify(labels))
  if (bytes > LABELS_BYTES)
    throw invalidArgument(
      'labels',
      `labels of a bucket may have ${LABELS_BYTES} bytes of JSON together, and these have ${bytes}`,
    )
}
