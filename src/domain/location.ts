/** Where a registry lives: one project (UUID) of one organization (UUID). */
export interface Location {
  readonly organizationId: string
  readonly projectId: string
}

/** A project as a path may say it: resource names leave its organization out. */
export interface Place {
  readonly organizationId: string | null
  readonly projectId: string
}

/** A bucket of a registry, by its name. */
export interface BucketRef {
  readonly location: Location
  readonly bucketName: string
}

/** What somebody may be permitted to do something with. */
export type Resource = { readonly organizationId: string; readonly projectId?: undefined } | Place | BucketRef
