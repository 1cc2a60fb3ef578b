import type { RelationOrderField } from '../../domain/catalog/ancestry/ancestry-store.ts'
import type { AncestryStatus } from '../../domain/catalog/ancestry/ancestry.ts'
import { invalidArgument } from '../../domain/errors.ts'
import type { Paging } from '../wire/paging.ts'

const directions = { UNSET: 'both', PARENTS: 'parents', CHILDREN: 'children' } as const

/** Clients send the full name, `ANCESTRY_TYPE_PARENTS`; links and people use `parents`. */
export function directionOf(type: string | undefined): (typeof directions)[keyof typeof directions] {
  const name = (type ?? 'UNSET').toUpperCase().replace(/^(?:ANCESTRY_)?TYPE_/, '')
  if (Object.hasOwn(directions, name)) return directions[name as keyof typeof directions]
  throw invalidArgument('type', 'must be ANCESTRY_TYPE_PARENTS, ANCESTRY_TYPE_CHILDREN or ANCESTRY_TYPE_UNSET for both')
}

export const newestRelationFirst: Paging<RelationOrderField> = {
  fields: { created_at: 'createdAt' },
  order: [{ field: 'createdAt', descending: true }],
}

export const ancestryStatusOut = {
  undetermined: 'UNDETERMINED',
  'up-to-date': 'UP_TO_DATE',
  'out-of-date': 'OUT_OF_DATE',
} as const satisfies Record<AncestryStatus, string>
