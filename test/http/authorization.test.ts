// Who may do what, checked for every operation of the contract, served or not: the same rule applies to all.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unimplemented } from '../../src/http/packer/v2023/unimplemented.ts'
import type { Call, Client } from '../support/client.ts'
import { contractOperations } from '../support/contract.ts'
import { databases } from '../support/databases.ts'
import { type Dumper, openDumper } from '../support/dump.ts'
import { acceptableBodies, furnish } from '../support/furnished.ts'
import { inParallel } from '../support/in-parallel.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'
import { assertRefused } from '../support/shapes.ts'

const names = [...contractOperations.keys()]
const packer = names.filter((name) => name.startsWith('PackerService_'))
const ofOneProject = [...packer, ...names.filter((name) => name.startsWith('OperationService_'))]
const unserved = new Set<string>(unimplemented)
const served = ofOneProject.filter((name) => !unserved.has(name))

// Operations that read with a method other than GET.
const searches = ['PackerService_SearchExternalArtifact', 'PackerService_SearchByLabels']
// Shows a secret, and is therefore reserved for callers who may change things.
const SECRET = 'PackerService_GetRegistryTFCRunTaskAPI'
// A workload requests its token here, and therefore has none yet (hashicorp/hcp-sdk-go auth/workload/provider.go).
const TOKEN_EXCHANGE = 'ServicePrincipalsService_ExchangeWorkloadIdentityToken'
// All that matters here; the same few lines refuse the rest of the other APIs.
const worthAsking = [...ofOneProject, 'OrganizationService_List', 'ProjectService_List', 'IamService_GetCallerIdentity']
const reads = (name: string) =>
  searches.includes(name) || (name !== SECRET && contractOperations.get(name)?.method === 'GET')

for (const database of databases())
  describe(`authorization on ${database.name}`, () => {
    let registry: TestRegistry
    let dumper: Dumper
    let params: Readonly<Record<string, string>>
    let calls: Readonly<Record<string, Call>>
    let viewer: Client
    let contributor: Client
    let nobody: Client
    before(async () => {
      registry = await startRegistry(database)
      dumper = await openDumper(registry.location)
      params = await furnish(registry.admin)
      calls = Object.fromEntries(names.map((name) => [name, callOf(name, params)]))
      ;[viewer, contributor, nobody] = await Promise.all([
        registry.principal('viewer'),
        registry.principal('contributor'),
        registry.principal(null),
      ])
    })
    after(async () => {
      await dumper.close()
      await registry.close()
    })

    /** Runs work that must not change anything. */
    const withoutTrace = async (work: () => Promise<unknown>) => {
      const before = await dumper.dump()
      await work()
      assert.deepEqual(await dumper.dump(), before)
    }
    const each = (operations: readonly string[], ask: (name: string, call: Call) => Promise<unknown>) =>
      inParallel(16, operations, (name) => ask(name, calls[name] ?? {}))

    test('every operation of every API but one is refused with 401 and code 16 to who sends no token', async () => {
      const asked = names.filter((name) => name !== TOKEN_EXCHANGE)
      await withoutTrace(() =>
        each(asked, async (name, call) => {
          assertRefused(await registry.anonymous.call(name, call), 16)
        }),
      )
    })

    const foreign = `assay_at_${'A'.repeat(43)}`
    const wrong: Readonly<Record<string, string>> = {
      'no scheme': foreign,
      'no token': 'Bearer ',
      'another scheme': 'Basic YXNzYXk6YXNzYXk=',
      'a token of HCP': 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln',
      'a token of another Assay': `Bearer ${foreign}`,
      'two tokens': `Bearer ${foreign} ${foreign}`,
      'text that is not ASCII': 'Bearer tökèn',
      'a token as long as headers may be': `Bearer ${'A'.repeat(12_000)}`,
    }
    for (const [description, authorization] of Object.entries(wrong))
      test(`every operation is refused with 401 and code 16 to who sends ${description}`, async () => {
        const header = Buffer.from(authorization).toString('latin1')
        await withoutTrace(() =>
          each(worthAsking, async (name, call) => {
            assertRefused(await registry.anonymous.call(name, { ...call, headers: { authorization: header } }), 16)
          }),
        )
      })

    test('every operation of a project is refused with 403 and code 7 to a principal without a role there', async () => {
      await withoutTrace(() =>
        each(ofOneProject, async (name, call) => {
          assertRefused(await nobody.call(name, call), 7)
        }),
      )
    })

    test('a principal without a role discovers nothing and still learns who it is', async () => {
      const { organizationId, projectId } = registry
      const scope = { 'scope.id': organizationId, 'scope.type': 'ORGANIZATION' }
      assert.deepEqual((await nobody.ok('OrganizationService_List', {})).organizations, [])
      assert.deepEqual((await nobody.ok('ProjectService_List', { query: scope })).projects, [])
      assertRefused(await nobody.call('OrganizationService_Get', { params: { id: organizationId } }), 5)
      assertRefused(await nobody.call('ProjectService_Get', { params: { id: projectId } }), 5)
      const { principal } = await nobody.ok('IamService_GetCallerIdentity', {})
      assert.match(principal.service.name as string, /^nobody-/)
    })

    test('a viewer may read everything that is served', async () => {
      await withoutTrace(() => each(served.filter(reads), (name, call) => viewer.ok(name, call)))
    })

    test('a viewer is refused with 403 and code 7 by everything that writes', async () => {
      await withoutTrace(() =>
        each(
          served.filter((name) => !reads(name)),
          async (name, call) => {
            assertRefused(await viewer.call(name, call), 7)
          },
        ),
      )
    })

    test('what is not served yet is told so to who may see the project, whatever the role', async () => {
      await withoutTrace(() =>
        each(unimplemented, async (name, call) => {
          assertRefused(await viewer.call(name, call), 12)
          assertRefused(await contributor.call(name, call), 12)
        }),
      )
    })

    describe('of another project', () => {
      const other = {
        organizationId: '11111111-1111-4111-8111-111111111111',
        projectId: '22222222-2222-4222-8222-222222222222',
      }
      const nowhere = '33333333-3333-4333-8333-333333333333'
      before(() => furnishAnother(registry, other))

      const answersAt = async (name: string, organization: string, project: string) => {
        const call = calls[name] ?? {}
        const location = { 'location.organization_id': organization, 'location.project_id': project }
        const answer = await registry.admin.call(name, { ...call, params: { ...call.params, ...location } })
        const message = assertRefused(answer, 7)
        return message.replace(project, '<project>').replace(organization, '<organization>')
      }

      test('every operation is refused with 403 and code 7, in the words for a project that does not exist', async () => {
        await withoutTrace(() =>
          each(ofOneProject, async (name) => {
            const refusals = await Promise.all([
              answersAt(name, other.organizationId, other.projectId),
              answersAt(name, nowhere, nowhere),
            ])
            assert.equal(refusals[0], refusals[1])
          }),
        )
      })

      test('neither organization nor project can be exchanged alone', async () => {
        const { organizationId, projectId } = registry
        await withoutTrace(() =>
          each(ofOneProject, async (name) => {
            await answersAt(name, organizationId, other.projectId)
            await answersAt(name, other.organizationId, projectId)
            await answersAt(name, nowhere, projectId)
            await answersAt(name, projectId, organizationId)
          }),
        )
      })

      test('nothing is listed, and by its id it is as unknown as one that does not exist', async () => {
        const { admin, organizationId, projectId } = registry
        const listed = await admin.ok('OrganizationService_List', {})
        assert.deepEqual(idsOf(listed.organizations), [organizationId])
        const projectsOf = async (id: string) => {
          const query = { 'scope.id': id, 'scope.type': 'ORGANIZATION' }
          const { projects } = await admin.ok('ProjectService_List', { query })
          return idsOf(projects)
        }
        assert.deepEqual(await projectsOf(organizationId), [projectId])
        assert.deepEqual(await projectsOf(other.organizationId), [])
        assert.deepEqual(await projectsOf(nowhere), [])
        for (const [name, id] of [
          ['OrganizationService_Get', other.organizationId],
          ['ProjectService_Get', other.projectId],
        ] as const) {
          const known = assertRefused(await admin.call(name, { params: { id } }), 5)
          const unknown = assertRefused(await admin.call(name, { params: { id: nowhere } }), 5)
          assert.equal(known.replace(id, ''), unknown.replace(nowhere, ''))
        }
      })
    })

    test('a contributor may do everything that is served but meets the rules of the registry', async () => {
      const refusals = new Map<string, number>()
      // In sequence, because some of them delete what others need.
      const lastly = ['PackerService_DeleteVersion', 'PackerService_DeleteBucket', 'PackerService_DeleteRegistry']
      for (const name of [...served.filter((each) => !lastly.includes(each) && !each.includes('Delete')), ...lastly]) {
        const { status, body } = await contributor.call(name, calls[name] ?? {})
        if (status !== 200) refusals.set(name, body.code as number)
      }
      assert.deepEqual(Object.fromEntries(refusals), {
        // A registry exists, and it is active.
        PackerService_CreateRegistry: 6,
        PackerService_DeleteRegistry: 7,
      })
    })

    test('every operation is refused with 401 and code 16 to who sends a token that has expired', async () => {
      registry.clock.advance(60 * 60 * 1000)
      // What the registry does by itself in an hour is not a trace of a request.
      await registry.runDueJobs()
      await withoutTrace(() =>
        each(worthAsking, async (name, call) => {
          assert.match(assertRefused(await registry.admin.call(name, call), 16), /expired/)
        }),
      )
    })
  })

/** A call that succeeds in the furnished bucket if the caller may make it. */
function callOf(name: string, furnished: Readonly<Record<string, string>>): Call {
  const { path, method, query } = contractOperations.get(name) ?? assert.fail(name)
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter = '']) => parameter)
  const params = inPath.filter((parameter) => !parameter.startsWith('location.'))
  return {
    params: Object.fromEntries(params.map((parameter) => [parameter, furnished[parameter] ?? 'nothing'])),
    ...(query.includes('scope.id') ? { query: { 'scope.id': 'nothing' } } : {}),
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: acceptableBodies[name] ?? {} }),
  }
}

const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id)

/** Another organization, with a bucket of the same name. */
async function furnishAnother(
  { store, clock }: TestRegistry,
  { organizationId, projectId }: { readonly organizationId: string; readonly projectId: string },
): Promise<void> {
  const createdAt = clock.now()
  const stamps = { createdAt, updatedAt: createdAt }
  await store.transaction(async (tx) => {
    await tx.organizations.insertOrganization({ id: organizationId, name: 'other', createdAt })
    await tx.organizations.insertProject({ id: projectId, organizationId, name: 'other', description: '', createdAt })
    await tx.registries.insert({ id: 'other-registry', projectId, featureTier: 'plus', activated: true, ...stamps })
    const bucket = { id: 'other-bucket', projectId, name: 'furnished', description: '', labels: {}, ...stamps }
    await tx.buckets.insert({ ...bucket, versionCount: 0, lastSequence: 0 })
  })
}
