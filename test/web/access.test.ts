// Access management on the pages: what an administrator does there, and what others are shown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserOf } from '../support/people.ts'
import { newBucket } from '../support/build-sequences.ts'
import { accessToken, type TestRegistry } from '../support/registry.ts'
import { until } from '../support/until.ts'
import { choose as chooseFrom, holdNext, settled } from '../support/web-visit.ts'
import { describeSite, nothing } from '../support/web-suite.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const dialog = (page: Page) => page.getByRole('dialog')
const pressThere = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()
const choose = (page: Page, label: string, option: string | RegExp) =>
  chooseFrom(dialog(page).getByRole('combobox', { name: label }), option)
async function pick(page: Page, label: string, text: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: label }).fill(text)
  await page
    .getByRole('option', { name: new RegExp(text) })
    .first()
    .click()
}

describeSite('pages about access', nothing, (site) => {
  test('somebody is invited by an address that is shown once and lets them in, or is withdrawn', async () => {
    const { page, open } = await site.visit('owner')
    await open('/access/members')
    await press(page, 'Invite somebody')
    await dialog(page).getByLabel('Email address').fill('ada@example.com')
    await choose(page, 'Role on the organization', 'contributor')
    await dialog(page).getByText('Builds, points channels, revokes and manages the registry.').waitFor()
    const letGo = await holdNext(page, 'POST', /\/invitations$/)
    await pressThere(page, 'Invite')
    await page.keyboard.press('Escape')
    letGo()
    await page.getByRole('heading', { name: 'Invitation for ada@example.com' }).waitFor()
    const address = await page.locator('code', { hasText: '/invitations/' }).textContent()
    const invited = browserOf(site.registry)
    const { status } = await invited.open(new URL(address ?? '').pathname)
    assert.equal(status, 200)
    const another = page.getByRole('button', { name: 'Invite somebody' })
    assert.match((await another.getAttribute('aria-description')) ?? '', /^First save what this page shows/)
    await press(page, 'I have saved it')
    await page.getByRole('heading', { name: 'Invitation for ada@example.com' }).waitFor({ state: 'detached' })
    assert.ok(!(await page.content()).includes(address ?? ''))
    await page.getByText('Open invitations').click()
    await press(page, 'Withdraw invitation for ada@example.com')
    await pressThere(page, 'Withdraw invitation for ada@example.com')
    await page.getByText('No open invitations.').waitFor()
    assert.equal((await invited.open(new URL(address ?? '').pathname)).status, 400)
  })

  test('a role that is given counts for the other within five seconds, beside what others changed meanwhile', async () => {
    const { page, open } = await site.visit('owner')
    const other = await site.visit(null)
    const found = await newestPerson(site.registry)
    await open(`/access/members/${found.id}`)
    await press(page, 'Grant a role')
    await choose(page, 'Grant on', 'project default')
    await choose(page, 'Role', 'viewer')
    await changePolicy(site.registry, 'packer.publisher', found.id)
    await pressThere(page, 'Grant role')
    await dialog(page).getByText('Somebody else changed these roles at the same time').waitFor()
    await pressThere(page, 'Grant role')
    await dialog(page).waitFor({ state: 'detached' })
    const since = performance.now()
    await other.open('/access/roles')
    await untilCounted(other.page)
    assert.ok(performance.now() - since < 5000)
    for (const role of ['viewer', 'packer.publisher'])
      await page.getByRole('row', { name: new RegExp(`^${role} project default`) }).waitFor()
    await press(page, 'Withdraw viewer on the project default')
    await pressThere(page, `Withdraw viewer from ${found.name}`)
    await page.getByRole('row', { name: /^viewer project/ }).waitFor({ state: 'detached' })
    await press(page, 'Remove from the organization')
    await dialog(page).getByLabel(`Type ${found.email} to confirm`).fill(found.email)
    await pressThere(page, `Remove ${found.name}`)
    await page.getByRole('row', { name: new RegExp(`^${found.name} .* none here disabled`) }).waitFor()
  })

  test('a group is made, has a member and a role, and is deleted by its name', async () => {
    const { page, open } = await site.visit('owner')
    await open('/access/groups')
    await press(page, 'Create a group')
    await dialog(page).getByLabel('Name').fill('App teams')
    await pressThere(page, 'Create group')
    await page.getByRole('heading', { name: 'App teams', level: 1 }).waitFor()
    await press(page, 'Add a member')
    await pick(page, 'Person or service principal', 'admin')
    await pressThere(page, 'Add')
    await page.getByRole('row', { name: /^admin service principal/ }).waitFor()

    // A group's manager finds it on the pages, and can change its members but nothing else.
    const manager = await site.visit(null)
    const { email } = await newestPerson(site.registry)
    await press(page, 'Add a manager')
    await pick(page, 'New manager', email)
    await pressThere(page, 'Add')
    await page.getByRole('row', { name: new RegExp(`${email} person Remove`) }).waitFor()
    site.registry.clock.advance(5000)
    await manager.open('/access/roles')
    const places = manager.page.getByRole('group', { name: 'Access' }).getByRole('link')
    await places.getByText('Groups').click()
    assert.deepEqual(await places.allTextContents(), ['Groups', 'Projects', 'Roles'])
    await manager.page.getByRole('link', { name: 'App teams' }).click()
    await press(manager.page, 'Remove admin')
    await pressThere(manager.page, 'Remove admin')
    await manager.page.getByText('No members yet.').waitFor()
    const deletion = manager.page.getByRole('button', { name: 'Delete group' })
    assert.equal(await deletion.getAttribute('aria-description'), 'You need the role admin. Ask an administrator.')
    const inPanel = (name: string) => manager.page.getByRole('region', { name }).getByText(/^You need the role admin/)
    await inPanel('Managers').waitFor()
    await inPanel('Roles').waitFor()
    await press(page, 'Delete group')
    assert.ok(await dialog(page).getByRole('button', { name: 'Delete App teams' }).isDisabled())
    await dialog(page).getByLabel('Type App teams to confirm').fill('App teams')
    await pressThere(page, 'Delete App teams')
    await page.getByText('No groups yet.').waitFor()
  })

  test('a service principal has a key whose secret is shown once and gets a token, and a platform that vouches', async () => {
    const { page, open } = await site.visit('owner')
    await open('/access/service-principals')
    await press(page, 'Create a service principal')
    await dialog(page).getByLabel('Name').fill('web-builder')
    await pressThere(page, 'Create')
    await page.getByRole('heading', { name: 'web-builder', level: 1 }).waitFor()
    await press(page, 'Create a key')
    await pressThere(page, 'Create key')
    await page.getByRole('heading', { name: 'New key' }).waitFor()
    const lines = (await page.getByRole('region', { name: 'For Packer and Terraform' }).textContent()) ?? ''
    const told = (name: string) => new RegExp(`^export ${name}='?([^'\n]+)`, 'm').exec(lines)?.[1] ?? assert.fail(name)
    assert.equal(told('HCP_PROJECT_ID'), site.registry.projectId)
    const secret = told('HCP_CLIENT_SECRET')
    const token = await accessToken(site.registry.anonymous, {
      clientId: told('HCP_CLIENT_ID'),
      clientSecret: secret,
    })
    const { principal } = await site.registry.as(token).ok('IamService_GetCallerIdentity', {})
    assert.equal(principal.service.name, 'web-builder')
    await press(page, 'I have saved it')
    await page.getByRole('heading', { name: 'New key' }).waitFor({ state: 'detached' })
    assert.ok(!(await page.content()).includes(secret) && !page.url().includes(secret))
    await page.reload()
    await settled(page)
    assert.ok(!(await page.content()).includes(secret))

    await page.getByRole('link', { name: 'View providers' }).click()
    await press(page, 'Create a provider')
    await dialog(page).getByLabel('Name').fill('github')
    await pressThere(page, 'GitHub: one branch')
    await pressThere(page, 'Create provider')
    await page.getByText('Workflow for GitHub Actions').click()
    const name = `iam/project/${site.registry.projectId}/service-principal/web-builder/workload-identity-provider/github`
    await page.getByText(`PROVIDER: ${name}`).waitFor()
    await press(page, 'Change github')
    await dialog(page).getByLabel('Condition').fill('jwt_claims.repository is')
    await pressThere(page, 'Change github')
    await dialog(page).getByRole('alert').waitFor()
    await pressThere(page, 'GitLab: one project')
    await pressThere(page, 'Change github')
    await page.locator('dd', { hasText: 'jwt_claims.project_path' }).waitFor()
    await press(page, 'Delete github')
    await dialog(page).getByLabel('Type github to confirm').fill('github')
    await pressThere(page, 'Delete github')
    await page.getByText('No providers yet.').waitFor()
  })

  test('a project is made and renamed, and one with a registry is not deleted', async () => {
    const { page, open } = await site.visit('owner')
    await open('/access/projects')
    await press(page, 'Create a project')
    await dialog(page).getByLabel('Name').fill('staging')
    await pressThere(page, 'Create project')
    await press(page, 'Rename staging')
    await dialog(page).getByLabel('Name').fill('rehearsal')
    await pressThere(page, 'Rename')
    await page.getByRole('link', { name: 'rehearsal' }).waitFor()
    await press(page, 'Delete default')
    await dialog(page).getByLabel('Type default to confirm').fill('default')
    await pressThere(page, 'Delete default')
    await dialog(page).getByRole('alert').getByText('has a registry: delete the registry before the project').waitFor()
    assert.equal(await dialog(page).getByRole('link').getAttribute('href'), '/p/default/settings')
  })

  test('who administers a project alone sees those who hold roles in it, and gives others some', async () => {
    const { page, open } = await site.visit(null)
    const { id, name } = await newestPerson(site.registry)
    await changePolicy(site.registry, 'admin', id)
    await newBucket(site.registry.admin, 'ubuntu')
    await open('/access/roles')
    await untilCounted(page)
    await open('/access/members')
    await page.getByRole('row', { name: new RegExp(`^${name} .* admin project default a password`) }).waitFor()
    const invite = page.getByRole('button', { name: 'Invite somebody' })
    assert.equal(await invite.getAttribute('aria-disabled'), 'true')
    await press(page, 'Grant a role')
    await pick(page, 'Grant to', 'web-builder')
    const where = dialog(page).getByRole('combobox', { name: 'Grant on' })
    assert.equal(await where.inputValue(), '')
    await choose(page, 'Grant on', 'project default')
    await choose(page, 'Only on one bucket', 'ubuntu')
    await choose(page, 'Role', 'packer.publisher Points channels, revokes and restores; builds nothing.')
    await pressThere(page, 'Grant role')
    await dialog(page).waitFor({ state: 'detached' })
    const resource_name = `packer/project/${site.registry.projectId}/bucket/ubuntu`
    const { policy } = await site.registry.admin.ok('ResourceService_GetIamPolicy', { query: { resource_name } })
    assert.match(JSON.stringify(policy), /"roles\/packer.publisher"/)
    await press(page, 'Grant a role')
    await pick(page, 'Grant to', 'web-builder')
    await choose(page, 'Grant on', 'project default')
    await choose(page, 'Role', 'packer.builder')
    await pressThere(page, 'Grant role')
    await dialog(page).waitFor({ state: 'detached' })
    await open('/access/service-principals')
    await page.getByRole('row', { name: /^web-builder project default packer.builder project default/ }).waitFor()
  })

  test('a viewer sees projects and roles, and is told which role the rest takes', async () => {
    const { page, open } = await site.visit('viewer')
    const refused: string[] = []
    page.on('response', (answer) => {
      if (answer.status() === 403) refused.push(answer.url())
    })
    await open('/access/members')
    await page.getByText('You need the role admin. Ask an administrator.').waitFor()
    const places = page.getByRole('group', { name: 'Access' }).getByRole('link')
    assert.deepEqual(await places.allTextContents(), ['Projects', 'Roles'])
    await open('/access/projects')
    const button = page.getByRole('button', { name: 'Create a project' })
    assert.equal(await button.getAttribute('aria-disabled'), 'true')
    assert.equal(await button.getAttribute('aria-description'), 'You need the role admin. Ask an administrator.')
    await open('/access/roles')
    await page.getByRole('row', { name: /^point channels at versions/ }).waitFor()
    assert.deepEqual(refused, [])
  })
})

/** Waits until the person's first role lets them see that there is an organization. */
async function untilCounted(page: Page): Promise<void> {
  const count =
    'fetch("/resource-manager/2019-12-10/organizations").then(async (answer) => (await answer.json()).organizations.length)'
  await until(async () => (await page.evaluate<number>(count)) > 0)
}

async function newestPerson({ admin, organizationId }: TestRegistry) {
  const { principals } = await admin.ok('IamService_SearchPrincipals', {
    params: { organization_id: organizationId },
    body: { filter: { principal_types: ['PRINCIPAL_TYPE_USER'] } },
  })
  return (principals as readonly Readonly<Record<'id' | 'name' | 'email', string>>[]).at(-1) ?? assert.fail('nobody')
}

/** Like another administrator who gives the same person another role on the project. */
async function changePolicy({ admin, projectId }: TestRegistry, role: string, userId: string): Promise<void> {
  const resource = { resource_name: `project/${projectId}` }
  const { policy } = await admin.ok('ResourceService_GetIamPolicy', { query: resource })
  const given = { role_id: `roles/${role}`, members: [{ member_id: userId, member_type: 'USER' }] }
  await admin.ok('ResourceService_SetIamPolicy', {
    body: { ...resource, policy: { ...policy, bindings: [...policy.bindings, given] } },
  })
}
