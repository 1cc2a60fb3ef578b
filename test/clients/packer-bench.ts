// Runs stock Packer against a registry: finds the binaries, starts a registry for each, and hands the scenarios what
// they need. Scenarios share the registry and run concurrently, each on buckets of its own.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type BucketScene, inBucket } from '../support/build-sequences.ts'
import type { Json } from '../support/client.ts'
import type { TestDatabase } from '../support/databases.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { isAtLeast } from './dotted-version.ts'
import { type Fence, startFence } from './fence.ts'
import { findPackers, noPacker, type Packer } from './packer-binaries.ts'
import { hclTemplate, type Template } from './packer-template.ts'
import { oldRegistryEnvironment, registryEnvironment } from './registry-environment.ts'
import {
  type Environment,
  type Finished,
  type Running,
  type Workspace,
  type Workspaces,
  workspaces,
} from './stock-client.ts'

export interface PackerBench {
  readonly registry: TestRegistry
  /** The variables that point this Packer at the registry. */
  readonly block: Environment
  readonly isAtLeast: (version: string) => boolean
  readonly hcl: (template: Template) => Files
  readonly workspace: (files: Files) => Promise<Workspace>
  /** Runs `packer build` to its end. */
  readonly build: (place: Workspace, options?: BuildOptions) => Promise<Finished>
  readonly start: (place: Workspace, options?: BuildOptions) => Promise<Running>
  readonly bucket: (name: string) => BucketScene
}

export interface BuildOptions {
  readonly args?: readonly string[]
  readonly environment?: Environment
  /** The template file; by default the directory. */
  readonly template?: string
  /** Replaces the registry's own block. */
  readonly block?: Environment
}

type Files = Readonly<Record<string, string>>

type Scenarios = (bench: PackerBench) => void

/** Packers that use the same API and find their server through the same variables. */
interface Age {
  readonly includes: (version: string) => boolean
  /** Why scenarios for these Packers do not apply to others. */
  readonly spoken: string
  readonly blockOf: (registry: TestRegistry) => Environment
}

const current: Age = {
  includes: (version) => isAtLeast(version, '1.10.1'),
  spoken: 'for Packers that speak packer 2023-01-01',
  blockOf: registryEnvironment,
}

const old: Age = {
  includes: (version) => !isAtLeast(version, '1.10.1'),
  spoken: 'for Packers that speak packer 2021-04-30',
  blockOf: oldRegistryEnvironment,
}

/** Declares the scenarios for every Packer that is installed; without one, skips them with the reason. */
export const describePacker = (subject: string, on: readonly TestDatabase[], scenarios: Scenarios): void => {
  describeAges([current], subject, on, scenarios)
}

/** The same for releases before 1.10.1. */
export const describeOldPacker = (subject: string, on: readonly TestDatabase[], scenarios: Scenarios): void => {
  describeAges([old], subject, on, scenarios)
}

/** The same for all of them. */
export const describeAnyPacker = (subject: string, on: readonly TestDatabase[], scenarios: Scenarios): void => {
  describeAges([current, old], subject, on, scenarios)
}

function describeAges(ages: readonly Age[], subject: string, on: readonly TestDatabase[], scenarios: Scenarios): void {
  const packers = findPackers()
  if (packers.length === 0) test(`stock Packer: ${subject}`, { skip: noPacker })
  for (const packer of packers) {
    const age = ages.find(({ includes }) => includes(packer.version))
    if (!age) test(`stock Packer ${packer.version}: ${subject}`, { skip: ages.map(({ spoken }) => spoken).join(', ') })
    else
      for (const database of on) {
        const name = `stock Packer ${packer.version} on ${database.name}: ${subject}`
        describe(name, { concurrency: 3 }, suiteOf(packer, age, database, scenarios))
      }
  }
}

function suiteOf({ binary, version }: Packer, age: Age, database: TestDatabase, scenarios: Scenarios): () => void {
  return () => {
    let registry: TestRegistry
    let fence: Fence
    let places: Workspaces
    before(async () => {
      registry = await startRegistry(database)
      fence = await startFence()
      // An empty plugin path: Packer itself contains what the builders need.
      places = await workspaces({ ...fence.environment, PACKER_PLUGIN_PATH: '/nonexistent', PACKER_NO_COLOR: '1' })
    })
    after(async () => {
      await places.remove()
      await fence.close()
      await registry.close()
      assert.deepEqual(fence.attempts, [], 'calls that left for elsewhere')
    })

    const start = (
      place: Workspace,
      { args = [], template = '.', environment, block }: BuildOptions = {},
    ): Promise<Running> =>
      place.start([binary, 'build', ...args, template], { ...(block ?? age.blockOf(registry)), ...environment })
    scenarios({
      get registry() {
        return registry
      },
      get block() {
        return age.blockOf(registry)
      },
      isAtLeast: (wanted) => isAtLeast(version, wanted),
      hcl: (template) => ({ 'image.pkr.hcl': hclTemplate(version, template) }),
      workspace: (files) => places.create(files),
      start,
      build: async (...given) => (await start(...given)).finished,
      bucket: (name) => inBucket(registry.admin, name),
    })
  }
}

/** The builds of a version by component. */
export async function buildsOf(bucket: BucketScene, fingerprint: string): Promise<Readonly<Record<string, Json>>> {
  const { version } = await bucket.ok('GetVersion', { params: { fingerprint } })
  return Object.fromEntries((version.builds as Json[]).map((build) => [build.component_type as string, build]))
}
