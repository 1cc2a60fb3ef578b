import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the pages are: beside what the command was compiled into. Null where nobody has built them. */
export function builtPages(): string | null {
  const folder = fileURLToPath(new URL('web', import.meta.url))
  return existsSync(`${folder}/index.html`) ? folder : null
}
