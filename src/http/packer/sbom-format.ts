import type { SbomFormat } from '../../domain/catalog/sbom/sbom.ts'

export const sbomFormatIn = { CYCLONEDX: 'cyclonedx', SPDX: 'spdx' } as const satisfies Record<string, SbomFormat>
export const sbomFormatOut = { cyclonedx: 'CYCLONEDX', spdx: 'SPDX' } as const satisfies Record<SbomFormat, string>
