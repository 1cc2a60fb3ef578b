// resource-manager 2019-12-10: the organization, its projects, and who holds which role on what.
import type { Operations } from '../../../contract/generated/resource-manager-2019-12-10.ts'
import type { Api } from '../../binding/api.ts'
import { organizationHandlers } from './organizations.ts'
import { policyHandlers } from './policies.ts'
import { projectHandlers } from './projects.ts'

const POLICY_BYTES = 512 * 1024

export const resourceManager = {
  handlers: { ...organizationHandlers, ...projectHandlers, ...policyHandlers },
  // Room for a policy with a thousand members, in several roles.
  bodyLimits: {
    OrganizationService_SetIamPolicy: POLICY_BYTES,
    ProjectService_SetIamPolicy: POLICY_BYTES,
    ResourceService_SetIamPolicy: POLICY_BYTES,
  },
  searches: [
    'OrganizationService_TestIamPermissions',
    'ProjectService_TestIamPermissions',
    'ResourceService_TestIamPermissions',
    'AuthorizationService_TestIamPermissions',
    'AuthorizationService_BatchTestIamPermissions',
  ],
} as const satisfies Partial<Api<keyof Operations>>
