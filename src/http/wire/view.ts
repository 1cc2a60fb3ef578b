import type { Instant } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import type { Location } from '../../domain/location.ts'

export interface LocationParams {
  readonly 'location.organization_id': string
  readonly 'location.project_id': string
}

export const locationOf = (params: LocationParams): Location => ({
  organizationId: params['location.organization_id'],
  projectId: params['location.project_id'],
})

/** HCP's location message, the same in all its APIs. The registry has no regions. */
export const locationOut = ({ organizationId, projectId }: Location) => ({
  organization_id: organizationId,
  project_id: projectId,
  region: null,
})

/** What the form of a response depends on: statuses depend on the time, addresses on the location. */
export interface View {
  readonly location: Location
  readonly now: Instant
}

export const viewOf = (params: LocationParams, context: Context): View => ({
  location: locationOf(params),
  now: context.clock.now(),
})
