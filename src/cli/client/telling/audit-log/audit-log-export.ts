import { once } from 'node:events'
import type { RunClient } from '../../client-command.ts'
import { escapedText } from '../../output/printable.ts'
import { wantedEntries } from './wanted-entries.ts'

const ON_A_PAGE = 500

/** Exports page after page, as fast as the output is read: an audit log may be larger than memory. */
export const auditLogExport: RunClient = async (context, command) => {
  for await (const entries of wantedEntries(context, command, ON_A_PAGE)) {
    const lines = entries.map((entry) => `${escapedText(JSON.stringify(entry))}\n`).join('')
    if (!process.stdout.write(lines)) await once(process.stdout, 'drain', { signal: context.signal })
  }
}
