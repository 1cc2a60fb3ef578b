// assay v1: what pages and commands ask for that HCP's APIs have no operation for. All of it only reads.
import type { Operations } from '../../../contract/generated/assay-v1.ts'
import type { Api } from '../../binding/api.ts'
import { overviewHandlers } from './overviews.ts'
import { revocationPreviewHandlers } from './revocation-preview.ts'

export const assay = {
  handlers: { ...overviewHandlers, ...revocationPreviewHandlers },
} as const satisfies Partial<Api<keyof Operations>>
