// resource-manager 2019-12-10: the organization, its projects, and who holds which role on what.
import type { Operations } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import type { Api } from '../../binding/api.ts'
import { organizationHandlers } from './organizations.ts'
import { policyHandlers } from './policies.ts'
import { projectHandlers } from './projects.ts'

export const resourceManager = {
  handlers: { ...organizationHandlers, ...projectHandlers, ...policyHandlers },
  searches: [
    'OrganizationService_TestIamPermissions',
    'ProjectService_TestIamPermissions',
    'ResourceService_TestIamPermissions',
    'AuthorizationService_TestIamPermissions',
    'AuthorizationService_BatchTestIamPermissions',
  ],
} as const satisfies Partial<Api<keyof Operations>>
