import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the pages, next to the compiled command; null if nobody has built them. */
export function builtPages(): string | null {
  const folder = fileURLToPath(new URL('web', import.meta.url))
  return existsSync(`${folder}/index.html`) ? folder : null
}
