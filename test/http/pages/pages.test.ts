// What all pages have in common: pages of other sites cannot use them, and they need no script.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../../src/machine/new-id.ts'
import { newPrincipal } from '../../../src/domain/principal/principal.ts'
import { databases } from '../../support/databases.ts'
import { type Person, browserOf, invitationPath, joined, PASSWORD, signInAs } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

describe('pages', () => {
  let registry: TestRegistry
  let person: Person
  before(async () => {
    const [database] = databases()
    registry = await startRegistry(database ?? assert.fail('there is no database'))
    person = await joined(registry, 'viewer')
  })
  after(() => registry.close())

  test('every page has its one style and no script, and is framed by nobody', async () => {
    const invitation = await invitationPath(registry, { email: null, role: 'owner' })
    const paths = ['/sign-in', invitation, '/account', '/account/password', '/account/second-factor', '/invitations/x']
    for (const path of paths) {
      const seen = await (path === '/sign-in' ? browserOf(registry) : person.browser).open(path)
      assert.equal(seen.path, path)
      const [, style = ''] = /<style>([^]*?)<\/style>/.exec(seen.text) ?? []
      const hash = createHash('sha256').update(style).digest('base64')
      assert.equal(
        seen.headers['content-security-policy'],
        `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      assert.deepEqual(
        ['x-frame-options', 'x-content-type-options', 'referrer-policy', 'cache-control', 'content-type'].map(
          (name) => seen.headers[name],
        ),
        ['DENY', 'nosniff', 'same-origin', 'no-store', 'text/html; charset=utf-8'],
      )
      assert.doesNotMatch(seen.text, /<script|<link|<img|style=| on\w+=/)
      assert.match(seen.text, /<html lang="en">/)
      if (path === invitation) assert.match(seen.text, /You will be its owner, and can do everything in it\./)
      const labelled = [...seen.text.matchAll(/<label for="([^"]*)"/g)].map(([, id]) => id)
      const visible = [...seen.text.matchAll(/<input id="([^"]*)"/g)].map(([, id]) => id)
      assert.deepEqual(visible, labelled)
    }
  })

  test('the account page says in words where somebody is signed in', async () => {
    const { email } = await joined(registry, 'viewer')
    const browser = browserOf(registry)
    await browser.open('/sign-in')
    const agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
    const { text } = await browser.submit('/sign-in', { email, password: PASSWORD }, { 'user-agent': agent })
    assert.match(text, /<li>Firefox, from /)
    assert.match(text, /<li>Chrome on Linux, from .+\(this one\)/)
  })

  test('cookies are for this host alone, over https alone, and for no script', async () => {
    const answer = await registry.anonymous.send({ method: 'GET', path: '/sign-in' })
    const [form = ''] = [answer.headers['set-cookie'] ?? []].flat()
    assert.match(form, /^__Host-assay-form=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
  })

  test('a form that no page of ours has sent does nothing', async () => {
    const refused = async (headers: Readonly<Record<string, string>>) => {
      const browser = await signInAs(registry, person.email)
      await browser.open('/account')
      const seen = await browser.submit('/sign-out-everywhere', {}, headers)
      assert.equal(seen.status, 403)
      assert.equal((await browser.open('/account')).path, '/account')
    }
    await refused({ origin: 'https://evil.example' })
    await refused({ origin: 'null' })
    await refused({ 'sec-fetch-site': 'cross-site' })
    await refused({ 'sec-fetch-site': 'same-site' })
    const browser = await signInAs(registry, person.email)
    const seen = await browser.open('/account')
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    for (const body of ['', 'form_token=', 'form_token=x', `form_token=${'x'.repeat(43)}`]) {
      const answer = await registry.anonymous.send({
        method: 'POST',
        path: '/sign-out-everywhere',
        headers: { ...FORM, cookie },
        body,
      })
      assert.equal(answer.status, 403, body)
    }
    assert.equal(seen.path, '/account')
    assert.equal((await browser.open('/account')).path, '/account')
  })

  test('the form of one browser is no form of another', async () => {
    const mine = await signInAs(registry, person.email)
    const theirs = await signInAs(registry, person.email)
    const { text } = await theirs.open('/account')
    const token = /name="form_token" value="([^"]*)"/.exec(text)?.[1] ?? ''
    await mine.open('/account')
    assert.equal((await mine.submit('/sign-out', { form_token: token })).status, 403)
  })

  test('whoever signs in is sent to a path of ours, whatever an address says', async () => {
    for (const [given, path] of [
      ['/account/password', '/account/password'],
      ['//evil.example', '/account'],
      ['/\\evil.example', '/account'],
      ['https://evil.example/', '/account'],
      ['/%2F/evil.example', '/%2F/evil.example'],
      ['/a/..//evil.example', '/account'],
      ['javascript:alert(1)', '/account'],
      ['', '/account'],
    ] as const) {
      const browser = browserOf(registry)
      await browser.open(`/sign-in?return=${encodeURIComponent(given)}`)
      const seen = await browser.submit('/sign-in', { email: person.email, password: PASSWORD })
      assert.equal(seen.path, path, given)
    }
  })

  test('the account page calls what roles are held on by its name', async () => {
    const { store, organizationId, projectId } = registry
    const { id, email } = await joined(registry, null)
    const home = { organizationId, projectId: null }
    const name = { name: 'readers', displayName: 'The readers' }
    const group = newPrincipal({ ...home, ...name, id: newId(), kind: 'group', createdAt: registry.clock.now() })
    await store.transaction(async ({ principals, roles }) => {
      await principals.insert(group)
      await roles.bind({ type: 'group', id: group.id }, { role: 'iam.group-manager', principalId: id })
      await roles.bind({ type: 'project', id: projectId }, { role: 'viewer', principalId: id })
    })
    const { text } = await (await signInAs(registry, email)).open('/account')
    const project = (await store.organizations.findProject(projectId))?.name ?? ''
    const told = [...text.matchAll(/<dd>([^<]* of [^<]*)<\/dd>/g)].map(([, role]) => role)
    assert.deepEqual(told.sort(), ['iam.group-manager of group The readers', `viewer of project ${project}`])
  })

  test('a browser that is given the address of the server alone comes to the account, or to signing in', async () => {
    const html = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }
    const asked = (path: string, headers: Readonly<Record<string, string>>, method = 'GET') =>
      registry.anonymous.send({ method, path, headers })
    for (const path of ['/', '/?from=mail']) {
      const { status, headers } = await asked(path, html)
      assert.deepEqual([status, headers['location']], [303, '/account'])
    }
    assert.equal((await person.browser.open('/account')).path, '/account')
    assert.equal((await browserOf(registry).open('/account')).path, '/sign-in')
    for (const [path, headers, method] of [
      ['/', {}, 'GET'],
      ['/', { accept: '*/*' }, 'GET'],
      ['/', { accept: 'application/json' }, 'GET'],
      ['/', html, 'POST'],
      ['/acount', html, 'GET'],
    ] as const) {
      const { status, body } = await asked(path, headers, method)
      assert.equal(status, 404)
      assert.deepEqual(body, { code: 5, details: [], message: `there is no ${method} ${path}` })
    }
  })

  test('what cannot be read is refused with a page as well', async () => {
    const json = { 'content-type': 'application/json' }
    const typed = await registry.anonymous.send({ method: 'POST', path: '/sign-in', headers: json, body: '{}' })
    assert.equal(typed.status, 415)
    assert.match(String(typed.body), /^<!doctype html>/)
    const body = `password=${'x'.repeat(9000)}`
    const large = await registry.anonymous.send({ method: 'POST', path: '/sign-in', headers: FORM, body })
    assert.equal(large.status, 413)
    assert.match(String(large.body), /<p class="alert" role="alert">/)
  })
})
