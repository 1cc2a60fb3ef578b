import type { RunClient } from '../../client-command.ts'
import { streamsOf } from './streams-of.ts'

export const streamList: RunClient = async (context) => {
  await context.output.list(await streamsOf(context), {
    columns: [
      { title: 'name', text: ({ name }) => name },
      { title: 'kind', text: ({ kind }) => kind },
      { title: 'target', text: ({ target }) => target },
      {
        title: 'status',
        text: ({ enabled, failure }) => (enabled ? failure || 'streaming' : 'off'),
        tone: ({ enabled, failure }) => (enabled ? (failure === '' ? 'good' : 'bad') : 'quiet'),
      },
      { title: 'behind', text: ({ lag_entries: entries }) => (entries === 0 ? '' : String(entries)) },
      {
        title: 'lag',
        text: ({ lag_entries: entries, lag_seconds: seconds }) => (entries === 0 ? '' : `${seconds} s`),
        tone: () => 'quiet',
      },
    ],
    name: ({ name }) => name,
    none: 'no streams: set them up with --streams on the server, or create a destination with Terraform',
  })
}
