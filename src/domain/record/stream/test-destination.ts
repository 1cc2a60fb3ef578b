import { authorize } from '../../authorize.ts'
import type { Context } from '../../context.ts'
import { invalidArgument } from '../../errors.ts'
import type { OrganizationRef } from '../../location.ts'
import { requireDestination } from './destination.ts'
import { knownSecret } from '../../organization/stored-secret.ts'
import { partsOf, requireTarget, type Target, targetOf, withNames } from './target.ts'
import { testAbout, type TestOutcome, type TestParts } from './test-stream.ts'

export interface TestDestination extends OrganizationRef {
  /** The id of an existing destination; null for one that is still to be created. */
  readonly id: string | null
  /** The target to test; null for the current one of the destination. */
  readonly target: Target | null
}

/** Tests whether a service accepts entries, by sending it one that says that it is a test. Nothing is written here. */
export async function testDestination(
  context: Context,
  { organizationId, id, target: given }: TestDestination,
  { cipher, sendTest }: TestParts,
): Promise<TestOutcome> {
  authorize(context, 'stream.update', { organizationId })
  const stream = id === null ? null : await requireDestination(context.store, { organizationId, id })
  const wanted = given && withNames(given, organizationId)
  if (wanted !== null) requireTarget(wanted)
  const target =
    wanted ?? (stream && targetOf(stream.kind, stream.config, knownSecret(cipher, stream.secret, stream.id)))
  if (target === null)
    throw invalidArgument('id', 'is required, or one of the providers: say which destination is to be tested')
  const { id: known, name, enabled } = stream ?? { id: '', name: '', enabled: false }
  const { config, secret } = partsOf(target)
  const tested = { id: known, organizationId, name, kind: target.kind, origin: 'api', enabled, config } as const
  return sendTest({ stream: tested, secret }, testAbout(context, tested))
}
