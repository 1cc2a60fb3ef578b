import type { Context } from '../../context.ts'
import { type Policy, type PolicyTarget, readPolicy, viewTarget } from './policy.ts'

/** Who holds which role on the target itself. */
export async function getPolicy(context: Context, target: PolicyTarget): Promise<Policy> {
  const found = await viewTarget(context, 'policy.get', target)
  return readPolicy(context.store, found.bound)
}
