import assert from 'node:assert/strict'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { signInProviders } from '../../src/cli/serve/sign-in-providers.ts'
import { readSignInProviders } from '../../src/config/sign-in-providers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const least = { name: 'company', issuer: 'https://login.example.com/', clientId: 'assay' }
const read = (json: unknown) => readSignInProviders('/etc/providers.json', JSON.stringify(json))

test('a provider needs a name, an issuer and a client id, and lets in nobody new unless it is said', () => {
  assert.deepEqual(read([least]), [
    {
      ...least,
      displayName: 'company',
      clientSecret: null,
      scopes: ['openid', 'email', 'profile'],
      groupsClaim: null,
      groups: new Map(),
      createPeople: false,
      trustEmails: false,
      allowedDomains: null,
    },
  ])
})

test('all that can be said of a provider is read', () => {
  const said = {
    ...least,
    displayName: 'The Company',
    scopes: ['openid', 'groups'],
    groupsClaim: 'groups',
    createPeople: true,
    trustEmails: true,
  }
  const given = { ...said, clientSecretEnv: 'SECRET', groups: { a: 'b' }, allowedDomains: ['Example.com'] }
  const more = { clientSecret: { variable: 'SECRET' }, groups: new Map([['a', 'b']]), allowedDomains: ['example.com'] }
  assert.deepEqual(read([given]), [{ ...said, ...more }])
})

for (const [json, message] of [
  [{}, /it must be a list/],
  [[], /it must be a list of one to 20 providers/],
  [[{ ...least, scopes: ['email'] }], /\[0\]\.scopes must have "openid"/],
  [[{ ...least, allowedDomains: ['@example.com'] }], /\[0\]\.allowedDomains must be what stands behind the @/],
  [
    [{ ...least, issuer: 'https://x.example/.well-known/openid-configuration' }],
    /\[0\]\.issuer must be what the provider writes as "issuer"/,
  ],
  [[1], /\[0\] must be an object/],
  [[{ ...least, name: 'A b' }], /\[0\]\.name must be small letters/],
  [[{ ...least, issuer: 'http://x.example' }], /\[0\]\.issuer must be an https:\/\/ address/],
  [[{ name: 'a', issuer: 'https://x.example' }], /\[0\]\.clientId is missing/],
  [[{ ...least, clientSecret: 'x' }], /\[0\]\.clientSecret is not known/],
  [[{ ...least, clientSecretFile: 'x', clientSecretEnv: 'x' }], /cannot be combined/],
  [[{ ...least, groups: { a: 'b' } }], /\[0\]\.groups needs groupsClaim/],
  [[{ ...least, groupsClaim: 'g', groups: { a: 1 } }], /\[0\]\.groups must be an object/],
  [[{ ...least, groupsClaim: 'g', groups: [] }], /\[0\]\.groups must be an object/],
  [[{ ...least, createPeople: 'yes' }], /\[0\]\.createPeople must be true or false/],
  [[{ ...least, allowedDomains: [] }], /\[0\]\.allowedDomains must be a list/],
  [[least, least], /"company" is named twice/],
] as const)
  test(`a file is refused by its place: ${String(message)}`, () => {
    assert.throws(() => read(json), message)
  })

test('what is no JSON is refused by the name of the file and the place in it', () => {
  assert.throws(
    () => readSignInProviders('/etc/providers.json', '[\n  {"name" "company"}\n]'),
    /sign-in providers \/etc\/providers.json: it is no JSON: .*line 2 column 11/,
  )
})

test('a secret is read from the file that is named beside the providers, and one that is not there is told', async (t) => {
  const folder = await temporaryFolder(t)
  await mkdir(join(folder, 'secrets'))
  const warnings: string[] = []
  const secretsOf = (path: string | null) => signInProviders(path, (message) => warnings.push(message))
  await writeFile(join(folder, 'secrets', 'company'), 'a secret\n', { mode: 0o640 })
  const file = join(folder, 'providers.json')
  await writeFile(file, JSON.stringify([{ ...least, clientSecretFile: 'secrets/company' }]))
  assert.equal((await secretsOf(file))[0]?.clientSecret, 'a secret')
  assert.deepEqual(warnings, [])
  await chmod(join(folder, 'secrets', 'company'), 0o644)
  await secretsOf(file)
  assert.match(warnings.join(), /^other users of this machine can open the client secret .*company: chmod 600 it/)
  await writeFile(file, JSON.stringify([{ ...least, clientSecretFile: 'secrets/none' }]))
  await assert.rejects(secretsOf(file), /client secret .*none cannot be read/)
  await writeFile(file, JSON.stringify([{ ...least, clientSecretEnv: 'ASSAY_TEST_NO_SUCH_VARIABLE' }]))
  await assert.rejects(secretsOf(file), {
    message: `the sign-in providers ${file}: "company".clientSecretEnv: the variable ASSAY_TEST_NO_SUCH_VARIABLE is not set`,
  })
  await assert.rejects(secretsOf(join(folder, 'none')), /sign-in providers .* cannot be read/)
  assert.deepEqual(await secretsOf(null), [])
})
