import { auditGroups } from './audit-kinds.ts'
import type { EntryDetails } from './changes.ts'

/** Why somebody who is known was refused, as often as they were within some minutes. */
export interface Refusal {
  /** As the server names it; empty where nobody without any of several would be looked at. */
  readonly permission: string
  /** As the contract calls it. */
  readonly operation: string
  readonly count: number
  readonly since: string
}

/** Null of an entry that tells of no such refusal. */
export function refusalIn({ kind, details }: EntryDetails): Refusal | null {
  if (!auditGroups.refusals.some((one) => one === kind)) return null
  const told = details as Readonly<Record<string, unknown>>
  const text = (name: string) => (typeof told[name] === 'string' ? told[name] : '')
  const { count } = told
  return {
    permission: text('permission'),
    operation: text('operation'),
    count: typeof count === 'number' ? count : 1,
    since: text('since'),
  }
}
