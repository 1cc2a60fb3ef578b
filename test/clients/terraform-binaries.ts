import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import type { Json } from '../support/client.ts'
import { assertExit, type Environment, type Workspace } from './stock-client.ts'

export interface Providers {
  /** Binaries of the hcp provider. */
  readonly providers: readonly string[]
  /** Why there are none; null if there are. */
  readonly missing: string | null
}

/** The providers that TERRAFORM_PROVIDER_HCP_BIN lists, which must exist. */
export function findProviders(): Providers {
  const env = { PATH: process.env['PATH'] ?? '', CHECKPOINT_DISABLE: '1' }
  const hasTerraform = spawnSync('terraform', ['version'], { env }).status === 0
  if (!hasTerraform) return { providers: [], missing: 'there is no terraform on the PATH' }
  const listed = (process.env['TERRAFORM_PROVIDER_HCP_BIN'] ?? '').split(delimiter).filter((entry) => entry !== '')
  for (const binary of listed)
    assert.ok(existsSync(binary), `TERRAFORM_PROVIDER_HCP_BIN lists ${binary}, which is not there`)
  const hint = 'no hcp provider is there: name binaries in TERRAFORM_PROVIDER_HCP_BIN'
  return { providers: listed.map((binary) => resolve(binary)), missing: listed.length > 0 ? null : hint }
}

export const REQUIRED_PROVIDER = `terraform {
  required_providers {
    hcp = {
      source = "hashicorp/hcp"
    }
  }
}
`

export interface ProviderOverride {
  /** Makes Terraform use the binary as the hcp provider, without an init. */
  readonly environment: Environment
  readonly remove: () => Promise<void>
}

export async function overrideProvider(binary: string): Promise<ProviderOverride> {
  const directory = await mkdtemp(join(tmpdir(), 'assay-provider-'))
  await symlink(binary, join(directory, 'terraform-provider-hcp'))
  const configuration = join(directory, 'terraform.rc')
  await writeFile(
    configuration,
    `provider_installation {
  dev_overrides {
    "hashicorp/hcp" = ${JSON.stringify(directory)}
  }
  direct {}
}
`,
  )
  return {
    environment: {
      TF_CLI_CONFIG_FILE: configuration,
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      TF_CLI_ARGS: '-no-color',
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

/** The schema that the provider reports, in a workspace whose configuration requires it. */
export async function providerSchema(place: Workspace, environment: Environment = {}): Promise<Json> {
  const finished = await place.run(['terraform', 'providers', 'schema', '-json'], {
    CHECKPOINT_DISABLE: '1',
    ...environment,
  })
  assertExit(finished, 0)
  return JSON.parse(finished.output).provider_schemas['registry.terraform.io/hashicorp/hcp']
}
