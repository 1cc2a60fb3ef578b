/** Where a registry lives: one project (UUID) of one organization (UUID). */
export interface Location {
  readonly organizationId: string
  readonly projectId: string
}
