/** The outputs that later steps read, by their names in action.yml; empty where there is nothing to report. */
export interface Outputs {
  readonly bucket: string
  /** The name of the version, such as `v12`. */
  readonly version: string
  readonly fingerprint: string
  readonly status: string
  /** One channel per line if several were assigned. */
  readonly channel: string
  /** The identifier of the image; for a version, only if it has exactly one. */
  readonly artifact: string
}
