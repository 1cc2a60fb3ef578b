import type { Command } from 'commander'
import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { ClientContext } from '../../client-command.ts'
import { usage } from '../../client-failure.ts'
import { instantIn } from '../../registry/instant-in.ts'

export type AuditEntry = Answer<Operations['AssayService_ListAuditEntries']>['entries'][number]

interface Filters {
  readonly wholeOrganization?: boolean
  readonly from?: string
  readonly to?: string
  readonly actor?: string
  readonly bucket?: string
  readonly kind?: readonly string[]
  readonly action?: readonly string[]
  readonly failed?: boolean
  readonly text?: string
}

/** The entries that the options of a command select, newest first, one page at a time. */
export async function* wantedEntries(
  { client, location }: ClientContext,
  command: Command,
  pageSize: number,
): AsyncGenerator<readonly AuditEntry[]> {
  const { wholeOrganization, from, to, actor, bucket, kind, action, failed, text } = command.opts<Filters>()
  // An empty option, from an unset variable of a script, would list everything.
  for (const [name, said] of Object.entries({ actor, bucket, kind, action, text }))
    if ([said].flat().includes('')) throw usage(`--${name} is empty: give it a value, or omit it`)
  const query = {
    'pagination.page_size': pageSize,
    ...(from !== undefined && { from: instantIn('--from', from) }),
    ...(to !== undefined && { to: instantIn('--to', to) }),
    ...(actor !== undefined && { actor_id: actor }),
    ...(kind && { kind }),
    ...(action && { action }),
    ...(failed === true && { status: 'FAILED' }),
    ...(text !== undefined && { q: text }),
  }
  if (wholeOrganization === true) {
    if (bucket !== undefined) throw usage('--bucket names a bucket of one project: omit --whole-organization')
    const params = { organization_id: location.organizationId }
    for await (const { entries } of client.pages('AssayService_ListOrganizationAuditEntries', { params, query }))
      yield entries
    return
  }
  const ofProject = { ...query, ...(bucket !== undefined && { bucket_name: bucket }) }
  for await (const { entries } of client.pages('AssayService_ListAuditEntries', { query: ofProject })) yield entries
}
