import { invalidArgument, shown } from '../domain/errors.ts'

const camelCase = (path: string) => path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/**
 * The changes that a comma-separated field mask names, in camelCase or snake_case. `changes` has an entry for each path
 * that may be named: a field that is named but absent in the body is set to its zero value there.
 */
export function changesByMask<Changes extends object>(
  mask: string | undefined,
  changes: Readonly<Record<string, Changes>>,
): Changes {
  const paths = (mask ?? '').split(',').map((path) => camelCase(path.trim()))
  const allowed = `name the fields to change, separated by commas: ${Object.keys(changes).join(', ')}`
  if (paths.every((path) => path === '')) throw invalidArgument('body.update_mask', `is required; ${allowed}`)
  const named = paths.map((path) => {
    const change = Object.hasOwn(changes, path) ? changes[path] : undefined
    if (change === undefined) throw invalidArgument('body.update_mask', `cannot change "${shown(path)}"; ${allowed}`)
    return change
  })
  return Object.assign({}, ...named) as Changes
}
