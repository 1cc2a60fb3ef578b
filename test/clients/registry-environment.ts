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
