// The Packer API has three spellings, with a folder each; the files here are what they share. No spelling imports from another.
import type { VersionChange } from '../../domain/catalog/version/update-version.ts'
import type { TemplateType } from '../../domain/catalog/version/version.ts'
import { DURATION_FORM, parseDuration } from '../../domain/clock.ts'
import { fail, invalidArgument } from '../../domain/errors.ts'

export const templateTypeIn = { TEMPLATE_TYPE_UNSET: 'unset', HCL2: 'hcl2', JSON: 'json' } as const satisfies Record<
  string,
  TemplateType
>
export const templateTypeOut = { unset: 'TEMPLATE_TYPE_UNSET', hcl2: 'HCL2', json: 'JSON' } as const satisfies Record<
  TemplateType,
  string
>

/** The fields that both APIs share. The flag for channels has opposite senses in them, so the handlers resolve it. */
export interface VersionChangeBody {
  readonly complete?: boolean
  readonly restore?: boolean
  readonly revoke_at?: string
  readonly revoke_in?: string
  readonly revocation_message?: string
  readonly skip_descendants_revocation?: boolean
}

/** The one change that an update of a version asks for. */
export function versionChange(body: VersionChangeBody, rollbackChannels: boolean): VersionChange {
  const dates = [
    ...(body.revoke_at === undefined ? [] : [body.revoke_at]),
    ...(body.revoke_in ? [{ inMs: durationIn(body.revoke_in) }] : []),
  ]
  const changes: readonly VersionChange[] = [
    ...(body.complete === true ? [{ kind: 'complete' } as const] : []),
    ...(body.restore === true ? [{ kind: 'restore' } as const] : []),
    ...dates.map((at) => ({
      kind: 'revoke' as const,
      at,
      message: body.revocation_message ?? '',
      includeDescendants: body.skip_descendants_revocation !== true,
      rollbackChannels,
    })),
  ]
  const [change = { kind: 'none' }, ...others] = changes
  if (others.length > 0)
    throw invalidArgument('body', 'must ask for no more than one of complete, restore, revoke_at and revoke_in')
  return change
}

function durationIn(text: string): number {
  return parseDuration(text) ?? fail(invalidArgument('revoke_in', `must be ${DURATION_FORM}`))
}
