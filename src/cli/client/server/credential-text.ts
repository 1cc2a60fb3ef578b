import { readFile } from 'node:fs/promises'
import { secretWarning } from '../../../machine/keep-private.ts'
import { printable } from '../output/printable.ts'

/** One with workload identity holds no secret of its own. */
const WITH_KEY = /"client_secret"/

/** The text of a credential file, which is its owner's to close: where others can read the key in it, people are told so. */
export async function credentialText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  const warning = WITH_KEY.test(text) ? await secretWarning('credential file', path) : null
  if (warning !== null) process.stderr.write(`assay: ${printable(warning)}\n`)
  return text
}
