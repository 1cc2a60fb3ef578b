import type { Change } from '../../change.ts'
import type { Location } from '../../location.ts'
import type { Ports } from '../../store.ts'
import type { Operation } from './operation.ts'

/** Writes the receipt that clients wait on after a change which HCP makes in the background. */
export async function recordOperation(change: Change, tx: Ports, { projectId }: Location): Promise<Operation> {
  const operation = { id: change.newId(), projectId, createdAt: change.now }
  await tx.operations.insert(operation)
  return operation
}
