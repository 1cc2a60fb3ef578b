import type { Change } from '../../context.ts'
import type { Operation } from './operation.ts'

/** Writes the receipt that clients wait on after a change which HCP makes in the background. */
export async function recordOperation({ tx, location, newId, now }: Change): Promise<Operation> {
  const operation = { id: newId(), projectId: location.projectId, createdAt: now }
  await tx.operations.insert(operation)
  return operation
}
