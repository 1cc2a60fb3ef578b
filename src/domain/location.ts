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
