import type { AuditHead } from '../../src/domain/record/event/event-store.ts'
import type { OpenStore } from '../../src/storage/open.ts'

const FEW = 10

/**
 * The kinds of some events of an organization that record an action of a principal without its request. There must be none, whatever a
 * server was asked to do. A database that is gone has none.
 */
export async function withoutRequest({ events }: OpenStore, organizationId: string): Promise<readonly string[]> {
  const everything = { organizationId, projectId: null, bucketId: null, from: null, to: null }
  const page = { size: FEW, order: [{ field: 'at', descending: true }], edge: null } as const
  const sieve = {
    fits: ({ actor: { type }, address, requestId }: AuditHead) =>
      (type === 'service' || type === 'user') && (address === '' || requestId === ''),
    readsBeginning: false,
  }
  return events.audit(everything, page, sieve).then(
    ({ items }) => items.map(({ kind }) => kind),
    () => [],
  )
}
