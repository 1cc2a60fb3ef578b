/** What later steps read, by the names of action.yml; empty where there is nothing to say. */
export interface Outputs {
  readonly bucket: string
  /** Its name, as `v12`. */
  readonly version: string
  readonly fingerprint: string
  readonly status: string
  /** Several, a line each, where several were pointed. */
  readonly channel: string
  /** The identifier of the image; of a version that has one alone. */
  readonly artifact: string
}
