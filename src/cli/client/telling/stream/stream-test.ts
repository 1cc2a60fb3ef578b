import type { RunClient } from '../../client-command.ts'
import { ClientFailure, notFound, usage } from '../../client-failure.ts'
import { streamsOf } from './streams-of.ts'

export const streamTest: RunClient = async (context, { args: [wanted = ''] }) => {
  const { client, location, output } = context
  const found = (await streamsOf(context)).filter(({ id, name }) => id === wanted || name === wanted)
  const [stream] = found
  if (stream === undefined) throw notFound(`there is no stream ${JSON.stringify(wanted)}: assay stream list shows them`)
  if (found.length > 1)
    throw usage(
      `several streams are called ${JSON.stringify(wanted)}: name one by its id, ${found.map(({ id }) => id).join(' or ')}`,
    )
  const params = { organization_id: location.organizationId, stream_id: stream.id }
  const tested = await client.call('AssayService_TestStream', { params })
  if (tested.failure !== '') throw new ClientFailure('failed', `the receiver of ${stream.name} ${tested.failure}`)
  await output.changed(tested, {
    sentence: `${stream.name} has accepted the entry ${tested.entry_id}.`,
    name: ({ entry_id: id }) => id,
  })
}
