import type { Instant } from '../../domain/clock.ts'
import type { Context } from '../../domain/context.ts'
import type { Location } from '../../domain/location.ts'
import { locationOf, type LocationParams } from '../binding/handler.ts'

/** From where and when things are looked at: status depends on the time, addresses on the location. */
export interface View {
  readonly location: Location
  readonly now: Instant
}

export const viewOf = (params: LocationParams, context: Context): View => ({
  location: locationOf(params),
  now: context.clock.now(),
})
