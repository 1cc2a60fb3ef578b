// The streams of the audit log, with what HCP has no fields for: how far each stream is, and the streams that the settings name.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { Instant } from '../../../domain/clock.ts'
import { listStreams, type StandingStream } from '../../../domain/record/stream/list-streams.ts'
import { type StreamOrigin, publicTarget } from '../../../domain/record/stream/stream.ts'
import { testStream, type TestParts } from '../../../domain/record/stream/test-stream.ts'
import type { Handlers } from '../../binding/handler.ts'
import type { Out } from './version-in-short.ts'

const originOut = { settings: 'SETTINGS', api: 'API' } as const satisfies Record<StreamOrigin, Out<'Stream'>['origin']>

const secondsFrom = (then: Instant, now: Instant) =>
  Math.max(0, Math.round((Date.parse(now) - Date.parse(then)) / 1000))

const streamOut = ({ stream, position, headPosition, oldestAt }: StandingStream, now: Instant): Out<'Stream'> => ({
  id: stream.id,
  name: stream.name,
  kind: stream.kind,
  origin: originOut[stream.origin],
  target: publicTarget(stream),
  enabled: stream.enabled,
  project_id: stream.projectId ?? '',
  position,
  head_position: headPosition,
  lag_entries: headPosition - position,
  lag_seconds: oldestAt === null ? 0 : secondsFrom(oldestAt, now),
  passed_by: stream.passedBy,
  failure: stream.failure,
  failing_since: stream.failingSince,
  created_at: stream.createdAt,
})

export const logStreamHandlers = (parts: TestParts) =>
  ({
    async AssayService_ListStreams({ params }, context) {
      const now = context.clock.now()
      const streams = await listStreams(context, params.organization_id)
      return { streams: streams.map((each) => streamOut(each, now)) }
    },
    async AssayService_TestStream({ params }, context) {
      const ref = { organizationId: params.organization_id, id: params.stream_id }
      const { id, failure } = await testStream(context, ref, parts)
      return { entry_id: id, failure: failure ?? '' }
    },
  }) satisfies Handlers<Operations, 'AssayService_ListStreams' | 'AssayService_TestStream'>
