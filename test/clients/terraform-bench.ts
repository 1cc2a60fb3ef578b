// Runs stock Terraform and the hcp provider against a registry: finds the binaries, starts a registry for each provider, and hands the
// scenarios what they need. Scenarios share the registry and run concurrently, each on buckets of its own. What a provider can do is read
// from its own schema.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type BucketScene, inBucket } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { type Fence, startFence } from './fence.ts'
import { registryEnvironment } from './registry-environment.ts'
import { assertExit, type Finished, type Workspace, type Workspaces, workspaces } from './stock-client.ts'
import {
  findProviders,
  overrideProvider,
  type ProviderOverride,
  providerSchema,
  REQUIRED_PROVIDER,
} from './terraform-binaries.ts'

export interface TerraformBench {
  readonly registry: TestRegistry
  /** The one webhook receiver that the registry can reach. */
  readonly receiver: Receiver
  readonly bucket: (name: string) => BucketScene
  /** Declares a scenario, which is skipped with the reason where the provider lacks something that it needs. */
  readonly scenario: (name: string, needs: readonly Need[], run: () => Promise<void>) => void
  readonly project: () => Promise<TerraformProject>
}

/** A directory with a configuration and a state. */
export interface TerraformProject {
  /** Sets the blocks after the provider's, from now on. */
  readonly configure: (blocks: string) => Promise<void>
  /** Runs Terraform, which must end with this exit code (0 by default); returns its output as one line. */
  readonly terraform: (args: readonly string[], exitCode?: number) => Promise<string>
  /** Asserts that nothing is left to do. */
  readonly assertSettled: () => Promise<void>
  /** The attributes of an object in the state, by its address. */
  readonly attributes: (address: string) => Promise<Json>
}

/** A feature in the schema of a provider: its description for people, and how to find it there. */
export interface Need {
  readonly what: string
  readonly isMet: (schema: Json) => boolean
}

const destination = (schema: Json): Json => schema.resource_schemas.hcp_log_streaming_destination?.block.attributes

export const needs = {
  /** Providers up to 0.83 still have this data source, and use packer 2021-04-30 for everything that is older than it. */
  only2023: {
    what: 'a provider that speaks no packer 2021-04-30',
    isMet: (schema) => !('hcp_packer_iteration' in schema.data_source_schemas),
  },
  dataSources2023: {
    what: 'the data source hcp_packer_version',
    isMet: (schema) => 'hcp_packer_version' in schema.data_source_schemas,
  },
  buckets: {
    what: 'the resource hcp_packer_bucket',
    isMet: (schema) => 'hcp_packer_bucket' in schema.resource_schemas,
  },
  access: {
    what: 'the resources of access to an organization',
    isMet: (schema) => 'hcp_organization_iam_binding' in schema.resource_schemas,
  },
  groups: {
    what: 'the resource hcp_group',
    isMet: (schema) => 'hcp_group' in schema.resource_schemas,
  },
  bucketAccess: {
    what: 'the resource hcp_packer_bucket_iam_binding',
    isMet: (schema) => 'hcp_packer_bucket_iam_binding' in schema.resource_schemas,
  },
  webhooks: {
    what: 'the resource hcp_notifications_webhook',
    isMet: (schema) => 'hcp_notifications_webhook' in schema.resource_schemas,
  },
  destinations: {
    what: 'the resource hcp_log_streaming_destination with all of its services',
    isMet: (schema) => destination(schema)?.datadog !== undefined,
  },
  /** Providers before 0.103 take the token from the response, which does not contain it. 0.105 is the first that the schema identifies. */
  splunkDestinations: {
    what: 'a provider that knows the token of Splunk itself',
    isMet: (schema) => /free trial/.test(destination(schema)?.splunk_cloud.nested_type.attributes.endpoint.description),
  },
  labels: {
    what: 'artifacts by labels',
    isMet: (schema) => schema.data_source_schemas.hcp_packer_artifact?.block.attributes.labels.optional === true,
  },
  /** Without it, each run calls HashiCorp's status page and warns when it cannot be reached. */
  statusCheckCanBeSkipped: {
    what: 'a status check that can be skipped',
    isMet: (schema) => 'skip_status_check' in schema.provider.block.attributes,
  },
} as const satisfies Record<string, Need>

/** Declares the scenarios for every provider that is installed; without one, skips them with the reason. */
export function describeTerraform(scenarios: (bench: TerraformBench) => void): void {
  const { providers, missing } = findProviders()
  if (missing !== null) test('stock Terraform', { skip: missing })
  for (const binary of providers)
    describe(`stock Terraform with ${basename(binary)}`, { concurrency: 3 }, suiteOf(binary, scenarios))
}

function suiteOf(binary: string, scenarios: (bench: TerraformBench) => void): () => void {
  return () => {
    let registry: TestRegistry
    let receiver: Receiver
    let fence: Fence
    let places: Workspaces
    let override: ProviderOverride
    let schema: Json
    before(async () => {
      const [database] = databases()
      receiver = await startReceiver()
      registry = await startRegistry(database ?? assert.fail('there is no database'), { ask: receiver.ask })
      fence = await startFence()
      override = await overrideProvider(binary)
      places = await workspaces({ ...registryEnvironment(registry), ...fence.environment, ...override.environment })
      const place = await places.create({ 'main.tf': REQUIRED_PROVIDER })
      schema = await providerSchema(place)
    })
    after(async () => {
      await places.remove()
      await override.remove()
      await fence.close()
      await registry.close()
      receiver.close()
      const expected = needs.statusCheckCanBeSkipped.isMet(schema) ? [] : ['status.hashicorp.com:443']
      const attempts = fence.attempts.filter((attempt) => !expected.includes(attempt))
      assert.deepEqual(attempts, [], 'calls that left for elsewhere')
    })

    scenarios({
      get registry() {
        return registry
      },
      get receiver() {
        return receiver
      },
      bucket: (name) => inBucket(registry.admin, name),
      scenario: (name, needed, run) => {
        test(name, async (t) => {
          const missing = needed.filter(({ isMet }) => !isMet(schema)).map(({ what }) => what)
          if (missing.length === 0) await run()
          else t.skip(`needs ${missing.join(' and ')}`)
        })
      },
      project: async () => projectIn(await places.create({})),
    })
  }
}

function projectIn(place: Workspace): TerraformProject {
  const run = (args: readonly string[]): Promise<Finished> => place.run(['terraform', ...args])
  return {
    configure: (blocks) => place.write({ 'main.tf': REQUIRED_PROVIDER + blocks }),
    terraform: async (args, exitCode = 0) => {
      const finished = await run(args)
      assertExit(finished, exitCode)
      return finished.words
    },
    assertSettled: async () => {
      assertExit(await run(['plan', '-detailed-exitcode']), 0)
    },
    attributes: async (address) => {
      const { resources } = JSON.parse(await readFile(join(place.directory, 'terraform.tfstate'), 'utf8'))
      const found = (resources as { mode: string; type: string; name: string; instances: Json[] }[]).find(
        ({ mode, type, name }) => {
          const prefix = mode === 'data' ? 'data.' : ''
          return `${prefix}${type}.${name}` === address
        },
      )
      return found?.instances[0]?.attributes ?? assert.fail(`the state has no ${address}`)
    },
  }
}
