// The users of an organization, for the page that lists them.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { joined } from '../support/people.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`listed people on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const list = (query: Readonly<Record<string, string | number>> = {}) =>
      registry.admin.ok('AssayService_ListPeople', { params: { organization_id: registry.organizationId }, query })

    test('are told with what they sign in by, and since when they may not', async () => {
      const [first, second] = [await joined(registry, 'viewer'), await joined(registry, null)]
      const told = ({ id, email }: typeof first, disabledAt: string | null) => ({
        id,
        email,
        full_name: email.replace('person-', 'Person ').replace('@example.com', ''),
        signs_in_by: 'PASSWORD',
        disabled_at: disabledAt,
      })
      const listed = async () => {
        const { people } = (await list()) as { readonly people: readonly { readonly created_at: string }[] }
        return people.map(({ created_at: createdAt, ...person }) => {
          assert.match(createdAt, /Z$/)
          return person
        })
      }
      assert.deepEqual(await listed(), [told(first, null), told(second, null)])
      await registry.admin.ok('IamService_DeleteOrganizationMembership', {
        params: { organization_id: registry.organizationId, user_principal_id: second.id },
      })
      const disabledAt = (await registry.store.principals.find(second.id))?.disabledAt ?? assert.fail('not disabled')
      assert.deepEqual(await listed(), [told(first, null), told(second, disabledAt)])
    })

    test('come page by page', async () => {
      const page = await list({ 'pagination.page_size': 1 })
      assert.equal(page.people.length, 1)
      const token = page.pagination.next_page_token as string
      const rest = await list({ 'pagination.page_size': 1, 'pagination.next_page_token': token })
      assert.notEqual(rest.people[0].id, page.people[0].id)
      assert.equal(rest.pagination.next_page_token, '')
    })

    test('are told to nobody without a role that permits it', async () => {
      const viewer = await registry.principal('viewer')
      const asked = { params: { organization_id: registry.organizationId } }
      assert.match(await viewer.refused('AssayService_ListPeople', 7, asked), /needs the admin role in organization/)
    })
  })
