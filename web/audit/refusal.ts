import { auditGroups } from './audit-kinds.ts'
import type { EntryDetails } from './changes.ts'

/** Why an authenticated caller was refused, and how often within some minutes. */
export interface Refusal {
  /** The server's name of the permission; empty where having any one of several permissions would have been enough. */
  readonly permission: string
  /** The operation's name in the contract. */
  readonly operation: string
  readonly count: number
  readonly since: string
}

/** Null for an entry that does not record such a refusal. */
export function refusalIn({ kind, details }: EntryDetails): Refusal | null {
  if (!auditGroups.refusals.some((one) => one === kind)) return null
  const fields = details as Readonly<Record<string, unknown>>
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const { count } = fields
  return {
    permission: text('permission'),
    operation: text('operation'),
    count: typeof count === 'number' ? count : 1,
    since: text('since'),
  }
}
