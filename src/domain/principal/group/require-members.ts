import { invalidArgument, shown } from '../../errors.ts'
import type { Ports } from '../../store.ts'
import { MEMBERS } from './group.ts'

/** Throws `invalid_argument` for ids that are not of users or service principals of the organization. Returns each id once. */
export async function requireMembers(
  { principals }: Pick<Ports, 'principals'>,
  {
    field,
    organizationId,
    ids,
  }: { readonly field: string; readonly organizationId: string; readonly ids: readonly string[] },
): Promise<readonly string[]> {
  if (ids.length > MEMBERS) throw invalidArgument(field, `may have at most ${MEMBERS} at once`)
  const found = new Map((await principals.findMany([...new Set(ids)])).map((principal) => [principal.id, principal]))
  for (const [index, id] of ids.entries()) {
    const principal = found.get(id)
    if (principal?.organizationId !== organizationId)
      throw invalidArgument(`${field}[${index}]`, `the organization has no principal "${shown(id)}"`)
    if (principal.kind === 'group')
      throw invalidArgument(`${field}[${index}]`, `"${shown(id)}" is a group: name people and service principals`)
  }
  return [...found.keys()]
}
