import type { Location } from '../../domain/location.ts'

/** HCP's location message, the same in all its APIs. The registry has no regions. */
export const locationOut = ({ organizationId, projectId }: Location) => ({
  organization_id: organizationId,
  project_id: projectId,
  region: null,
})
