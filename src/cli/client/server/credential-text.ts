import { readFile } from 'node:fs/promises'
import { secretWarning } from '../../../machine/keep-private.ts'
import { printable } from '../output/printable.ts'

/** A credential file with workload identity contains no secret. */
const WITH_KEY = /"client_secret"/

/** The text of a credential file. Its owner has to protect it: if others can read a key in it, prints a warning. */
export async function credentialText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  const warning = WITH_KEY.test(text) ? await secretWarning('credential file', path) : null
  if (warning !== null) process.stderr.write(`assay: ${printable(warning)}\n`)
  return text
}
