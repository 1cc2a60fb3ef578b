import type { Context } from '../context.ts'
import type { Location } from '../location.ts'
import type { Ports } from '../store.ts'
import type { Operation } from './operation.ts'

/** Writes the receipt that clients wait on after a change which HCP makes in the background. */
export async function recordOperation(context: Context, tx: Ports, { projectId }: Location): Promise<Operation> {
  const operation = { id: context.newId(), projectId, createdAt: context.clock.now() }
  await tx.operations.insert(operation)
  return operation
}
