import type { Operations } from '../../../contract/generated/assay-v1.ts'
import { viewOrganization } from '../../../domain/organization/get-organization.ts'
import type { Handlers } from '../../binding/handler.ts'
import type { Out } from './version-in-short.ts'

/** The server that answers. */
export interface About {
  readonly version: string
  /** An SPDX identifier. */
  readonly license: string
  readonly database: Out<'GetAboutResponse'>['database']
}

export const aboutHandlers = (about: About) =>
  ({
    async AssayService_GetAbout({ params }, context) {
      await viewOrganization(context, 'organization.get', params.organization_id)
      return { ...about, node_version: process.version }
    },
  }) satisfies Handlers<Operations, 'AssayService_GetAbout'>
