import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client } from '../support/client.ts'
import { databases } from '../support/databases.ts'
import { browserOf, joined, PASSWORD, type Person, signInAs } from '../support/people.ts'
import { startRegistry, type TestRegistry } from '../support/registry.ts'

for (const database of databases())
  describe(`people on ${database.name}`, () => {
    let registry: TestRegistry
    before(async () => {
      registry = await startRegistry(database)
    })
    after(() => registry.close())

    const params = (more: Readonly<Record<string, string>> = {}) => ({
      organization_id: registry.organizationId,
      ...more,
    })
    /** The APIs as our own pages call them, with the person's session. */
    const as = ({ browser }: Pick<Person, 'browser'>): Client => {
      const cookie = `__Host-assay=${browser.cookies.get('__Host-assay') ?? ''}`
      const headers = { cookie, 'x-assay-session': '1' }
      const { call, ok, refused, send } = registry.anonymous
      return {
        send,
        call: (operation, given) => call(operation, { ...given, headers }),
        ok: (operation, given) => ok(operation, { ...given, headers }),
        refused: (operation, code, given) => refused(operation, code, { ...given, headers }),
      }
    }
    const shown = ({ id, email }: Person, name: string) => ({
      id,
      email,
      full_name: name,
      identity_type: 'EMAIL_PASSWORD',
      identity_types: ['EMAIL_PASSWORD'],
      scim_synchronized: false,
      subject: id,
      tfc_synchronized_at: null,
    })
    const nameOf = ({ email }: Person) => `Person ${/\d+/.exec(email)?.[0] ?? ''}`

    test('a person is who they are, and a service is no person', async () => {
      const person = await joined(registry, 'viewer')
      const user = shown(person, nameOf(person))
      const { user_principal: self } = await as(person).ok('IamService_GetCurrentUserPrincipal', {})
      assert.deepEqual(self, user)
      const { principal } = await as(person).ok('IamService_GetCallerIdentity', {})
      assert.deepEqual([principal.type, principal.user, principal.service], ['PRINCIPAL_TYPE_USER', user, null])
      assert.deepEqual(await as(person).ok('ProfileService_GetMFAStatus', {}), { status: 'DISABLED' })
      const message = await registry.admin.refused('IamService_GetCurrentUserPrincipal', 9, {})
      assert.match(message, /"admin" is no person/)
    })

    test('the people of an organization are listed, counted and found by id and address, by admins alone', async () => {
      const [one, two] = [await joined(registry, 'admin'), await joined(registry, null)]
      const admin = as(one)
      const { user_principals: all } = await admin.ok('IamService_ListUserPrincipalsByOrganization', {
        params: params(),
        query: { 'pagination.page_size': 1000 },
      })
      const ids = (all as { id: string }[]).map(({ id }) => id)
      assert.deepEqual(ids.slice(-2), [one.id, two.id])
      const { count } = await admin.ok('IamService_CountUserPrincipalsByOrganization', { params: params() })
      assert.equal(Number(count), ids.length)

      const first = await admin.ok('IamService_ListUserPrincipalsByOrganization', {
        params: params(),
        query: { 'pagination.page_size': ids.length - 1 },
      })
      const rest = await admin.ok('IamService_ListUserPrincipalsByOrganization', {
        params: params(),
        query: { 'pagination.next_page_token': first.pagination.next_page_token },
      })
      assert.deepEqual(rest.user_principals, [shown(two, nameOf(two))])

      const GET = 'IamService_GetUserPrincipalByIdInOrganization'
      const found = await admin.ok(GET, { params: params({ user_principal_id: two.id }) })
      assert.deepEqual(found.user_principal, shown(two, nameOf(two)))
      assert.match(await admin.refused(GET, 5, { params: params({ user_principal_id: 'x' }) }), /user "x" does not/)
      const byIds = await admin.ok('IamService_GetUserPrincipalsByIDsInOrganization', {
        params: params(),
        body: { ids: [two.id, 'unknown', one.id, two.id] },
      })
      assert.deepEqual(byIds.user_principals, [shown(two, nameOf(two)), shown(one, nameOf(one))])
      const many = { params: params(), body: { ids: Array.from({ length: 1001 }, (_, n) => `${n}`) } }
      await admin.refused('IamService_GetUserPrincipalsByIDsInOrganization', 3, many)
      const BY_EMAIL = 'IamService_ListUserPrincipalsForOrganizationByEmail'
      const byEmail = async (email: string) =>
        (await admin.ok(BY_EMAIL, { params: params(), body: { email } })).user_principals
      assert.deepEqual(await byEmail(two.email.toUpperCase()), [shown(two, nameOf(two))])
      assert.deepEqual(await byEmail('nobody@example.com'), [])
      await admin.refused(BY_EMAIL, 3, { params: params(), body: { email: '' } })
      await as(two).refused(GET, 7, { params: params({ user_principal_id: one.id }) })
      await as(two).refused(BY_EMAIL, 7, { params: params(), body: { email: one.email } })
    })

    test('whoever is called so is found, of whatever kind and in whatever project, page by page', async () => {
      const { admin, projectId } = registry
      const { project } = await admin.ok('ProjectService_Create', {
        body: { name: 'search', parent: { type: 'ORGANIZATION', id: registry.organizationId } },
      })
      const CREATE = 'ServicePrincipalsService_CreateServicePrincipal'
      for (const [name, id] of [
        ['finding-1', projectId],
        ['finding-2', project.id as string],
      ] as const)
        await admin.ok(CREATE, { params: { parent_resource_name: `project/${id}` }, body: { name } })
      const parent = { parent_resource_name: `organization/${registry.organizationId}` }
      await admin.ok('GroupsService_CreateGroup', { params: parent, body: { name: 'The Finding' } })
      const search = async (filter: object, pagination: object = {}) => {
        const body = { filter, pagination } as never
        const { principals, pagination: edges } = await admin.ok('IamService_SearchPrincipals', {
          params: params(),
          body,
        })
        return { names: (principals as { name: string }[]).map(({ name }) => name), edges }
      }
      const names = ['finding-1', 'finding-2', 'The Finding']
      const finding = { search_text: 'FINDING' }
      const empty = { next_page_token: '', previous_page_token: '' }
      assert.deepEqual(await search(finding), { names, edges: empty })
      const groups = { ...finding, principal_types: ['PRINCIPAL_TYPE_GROUP'] }
      assert.deepEqual((await search(groups)).names, ['The Finding'])

      const first = await search(finding, { page_size: 2, ...empty })
      assert.deepEqual(first.names, names.slice(0, 2))
      const second = await search(finding, { page_size: 2, next_page_token: first.edges.next_page_token as string })
      assert.deepEqual([second.names, second.edges.next_page_token], [names.slice(2), ''])
      const back = await search(finding, { previous_page_token: second.edges.previous_page_token as string })
      assert.deepEqual(back.names, names.slice(0, 2))
      const unknown = { params: params(), body: { pagination: { next_page_token: 'x' } } } as never
      assert.match(await admin.refused('IamService_SearchPrincipals', 3, unknown), /next_page_token/)
    })

    test('who is removed is out within 5 s, holds nothing, and is still known', async () => {
      const [admin, person] = [await joined(registry, 'admin'), await joined(registry, 'contributor')]
      await as(person).ok('IamService_GetCallerIdentity', {})
      const one = params({ user_principal_id: person.id })
      await as(admin).ok('IamService_DeleteOrganizationMembership', { params: one })
      registry.clock.advance(4999)
      await as(person).refused('IamService_GetCallerIdentity', 16, {})
      assert.deepEqual(await registry.store.roles.listHeld(person.id), [])
      await as(admin).ok('IamService_GetUserPrincipalByIdInOrganization', { params: one })
      assert.equal((await signInAs(registry, person.email)).cookies.has('__Host-assay'), false)
    })

    test('none but an owner has an owner out', async () => {
      const [admin, owner] = [await joined(registry, 'admin'), await joined(registry, 'owner')]
      const another = await joined(registry, 'owner')
      const one = { params: params({ user_principal_id: owner.id }) }
      assert.match(await as(admin).refused('IamService_DeleteOrganizationMembership', 7, one), /owner role/)
      await as(another).ok('IamService_DeleteOrganizationMembership', one)
    })

    test('who was removed, or may invite no more, has left no invitation that is good', async () => {
      const email = 'again@example.com'
      const body = { invitations: [{ invitee_email: email, role: 'roles/admin' }] }
      for (const lose of [
        (id: string) =>
          registry.admin.ok('IamService_DeleteOrganizationMembership', { params: params({ user_principal_id: id }) }),
        (id: string) => registry.store.transaction(({ roles }) => roles.release(id)),
      ]) {
        const inviter = await joined(registry, 'admin')
        const made = await as(inviter).ok('InvitationsService_CreateOrganizationInvitations', {
          params: params(),
          body,
        })
        const [{ address }] = made.invitations as [{ address: string }]
        await lose(inviter.id)
        const path = address.slice(registry.url.length)
        const browser = browserOf(registry)
        await browser.open(path)
        const seen = await browser.submit(path, { display_name: 'Again', password: PASSWORD })
        assert.match(seen.text, /was used, has expired, or never was an invitation/)
        assert.equal(await registry.store.users.findByEmail(registry.organizationId, email), undefined)
      }
    })

    test('people are invited, all or none, and the address is told to whoever invites them', async () => {
      const admin = as(await joined(registry, 'admin'))
      const CREATE = 'InvitationsService_CreateOrganizationInvitations'
      const invite = (...invitations: readonly object[]) => ({ params: params(), body: { invitations } })
      const { invitations } = await admin.ok(
        CREATE,
        invite({ invitee_email: 'New@example.com', role: 'roles/viewer' }, { invitee_email: 'other@example.com' }),
      )
      assert.equal(invitations.length, 2)
      const [first] = invitations as { address: string; id: string; invitee_email: string; role: string }[]
      assert.deepEqual([first?.invitee_email, first?.role], ['new@example.com', 'roles/viewer'])
      const path = (first?.address ?? '').slice(registry.url.length)

      const LIST = 'InvitationsService_ListOrganizationInvitations'
      const pending = async (state: string) => {
        const { invitations: listed } = await admin.ok(LIST, { params: params(), query: { states: [state] } })
        return (listed as { invitee_email: string }[]).map(({ invitee_email: email }) => email)
      }
      assert.deepEqual((await pending('PENDING')).slice(-2), ['new@example.com', 'other@example.com'])
      const token = path.split('/').at(-1) ?? ''
      const NAME = 'InvitationsService_GetOrganizationNameByInvitationToken'
      const named = await registry.admin.ok(NAME, { params: { invitation_token: token } })
      assert.deepEqual(named, {
        organization_id: registry.organizationId,
        organization_name: 'default',
        tfc_synced: false,
      })
      const browser = browserOf(registry)
      await browser.open(path)
      assert.equal((await browser.submit(path, { display_name: 'New', password: PASSWORD })).path, '/account')
      assert.equal((await pending('ACCEPTED')).at(-1), 'new@example.com')
      await registry.admin.refused(NAME, 9, { params: { invitation_token: token } })

      const DELETE = 'InvitationsService_DeleteOrganizationInvitation'
      const id = (invitations as { id: string }[])[1]?.id ?? ''
      await admin.ok(DELETE, { params: params({ invitation_id: id }) })
      await admin.refused(DELETE, 5, { params: params({ invitation_id: id }) })

      const before = await pending('PENDING')
      const fine = { invitee_email: 'fine@example.com' }
      for (const [code, wrong, message] of [
        [6, { invitee_email: 'NEW@example.com' }, /user "new@example.com" already exists/],
        [3, { invitee_email: 'a b' }, /email: must be an address/],
        [3, {}, /invitations.invitee_email: must be/],
        [3, { ...fine, role: 'roles/king' }, /invitations.role: there is no role "roles\/king"/],
        [3, { ...fine, role: 'roles/iam.group-manager' }, /is held on no organization/],
        [7, { ...fine, role: 'roles/owner' }, /needs the owner role/],
      ] as const)
        assert.match(await admin.refused(CREATE, code, invite(fine, wrong)), message)
      assert.deepEqual(await pending('PENDING'), before)
      const viewer = as(await joined(registry, 'viewer'))
      await viewer.refused(CREATE, 7, invite(fine))
      await viewer.refused(LIST, 7, { params: params() })
    })

    test('an invitation by somebody takes over nobody, whoever comes to be there meanwhile', async () => {
      const admin = as(await joined(registry, 'admin'))
      const email = 'late@example.com'
      const make = async () => {
        const { invitations } = await admin.ok('InvitationsService_CreateOrganizationInvitations', {
          params: params(),
          body: { invitations: [{ invitee_email: email }] },
        })
        return (invitations[0].address as string).slice(registry.url.length)
      }
      const [mine, theirs] = [await make(), await make()]
      const [late, thief] = [browserOf(registry), browserOf(registry)]
      await thief.open(theirs)
      await late.open(mine)
      await late.submit(mine, { display_name: 'Late', password: PASSWORD })
      const seen = await thief.submit(theirs, { display_name: 'Thief', password: 'another fine long secret' })
      assert.equal(seen.status, 400)
      assert.match(seen.text, /This address was used, has expired, or never was an invitation/)
      assert.ok((await signInAs(registry, email)).cookies.has('__Host-assay'))
    })
  })
