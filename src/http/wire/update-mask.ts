import { invalidArgument, shown } from '../../domain/errors.ts'
import { camelCase } from './read-message.ts'

// Ten times the length of the longest mask that names every field of a message.
const MASK_CHARACTERS = 1024

/** The paths that a comma-separated field mask names, in camelCase; the mask may spell them in snake_case as well. */
export function maskPaths(field: string, mask: string, allowed: readonly string[]): ReadonlySet<string> {
  const hint = `name the fields to change, separated by commas: ${allowed.join(', ')}`
  if (mask.length > MASK_CHARACTERS)
    throw invalidArgument(field, `must have at most ${MASK_CHARACTERS} characters; ${hint}`)
  const paths = mask.split(',').map((path) => camelCase(path.trim()))
  if (paths.every((path) => path === '')) throw invalidArgument(field, `is required; ${hint}`)
  const unknown = paths.find((path) => !allowed.includes(path))
  if (unknown !== undefined) throw invalidArgument(field, `cannot change "${shown(unknown)}"; ${hint}`)
  return new Set(paths)
}

/**
 * The changes that a mask names. `changes` has an entry for each path that may be named; it holds the zero value of a field
 * that is absent from the body, so that a named but absent field is reset.
 */
export function changesByMask<Changes extends object>(
  mask: string | undefined,
  changes: Readonly<Record<string, Changes>>,
): Changes {
  const paths = maskPaths('body.update_mask', mask ?? '', Object.keys(changes))
  return Object.assign({}, ...[...paths].map((path) => changes[path])) as Changes
}
