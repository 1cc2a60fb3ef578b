import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import { invalidArgument } from '../../../../domain/errors.ts'
import { followEvents } from '../../../../domain/record/event/follow-events.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { locationOf } from '../../../wire/view.ts'
import type { Live } from './live.ts'

const POSITION = /^\d{1,15}$/

/** The position to resume after; null when the client sent none. */
function positionIn(id: string): number | null {
  if (id === '') return null
  if (POSITION.test(id)) return Number(id)
  throw invalidArgument('last_event_id', 'must be the id of an event of this stream, a number')
}

export const streamHandlers = (live: Live) =>
  ({
    async AssayService_StreamEvents({ params, query, lastEventId, again }, context) {
      const location = locationOf(params)
      const after = positionIn(lastEventId() || (query.last_event_id ?? ''))
      return live.open({ ...(await followEvents(context, { location, after })), context, location, again })
    },
  }) satisfies Handlers<Operations, 'AssayService_StreamEvents'>
