import { clientVariables, readClientVariables } from '../../src/cli/client-variables.ts'
import type { TestRegistry } from '../support/registry.ts'
import type { Environment } from './stock-client.ts'

/** The block that `assay serve` prints, for this registry. */
export function registryEnvironment({
  url,
  caFile,
  organizationId,
  projectId,
  credentials,
}: TestRegistry): Environment {
  const block = clientVariables({ url, caFile, organizationId, projectId, ...credentials })
  return Object.fromEntries(readClientVariables(block))
}

/** The same without some of the variables. */
export const without = (environment: Environment, ...names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)))

/**
 * For clients up to Packer 1.8.2, which use another variable for the address and no ids: they take the one organization
 * and the one project that they find.
 */
export function oldRegistryEnvironment(registry: TestRegistry): Environment {
  const { HCP_API_ADDRESS: host = '', ...block } = registryEnvironment(registry)
  return { ...without(block, 'HCP_ORGANIZATION_ID', 'HCP_PROJECT_ID'), HCP_API_HOST: host }
}
