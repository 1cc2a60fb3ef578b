// How commands find a server and authenticate to it, and what they report when something about that is wrong.
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { text } from 'node:stream/consumers'
import { rootCertificates } from 'node:tls'
import { promisify } from 'node:util'
import { type Asking, asking } from '../../support/asking.ts'
import { without } from '../../clients/registry-environment.ts'
import { newBucket } from '../../support/build-sequences.ts'
import { COMMAND, startCommand } from '../../support/command.ts'
import { databases } from '../../support/databases.ts'
import { httpsServer } from '../../support/https-server.ts'
import { browserOf, joined, PASSWORD } from '../../support/people.ts'
import { startRegistry, type TestRegistry } from '../../support/registry.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const FULL = '/dev/full'

describe('the server that commands ask', () => {
  let registry: TestRegistry
  let assay: Asking
  before(async () => {
    registry = await startRegistry(databases()[0]!)
    assay = await asking(registry)
    await newBucket(registry.admin, 'ubuntu')
  })
  after(async () => {
    await assay.remove()
    await registry.close()
  })

  /** The environment without the variables that name a server. */
  const bare = () => ({ HOME: assay.env['HOME'] ?? '', XDG_CONFIG_HOME: assay.env['XDG_CONFIG_HOME'] ?? '' })
  const loginsFile = () => join(assay.env['XDG_CONFIG_HOME'] ?? '', 'assay', 'logins.json')

  test('is the one of the environment', async (t) => {
    const told = await assay.says(t, 'whoami')
    assert.match(told, /^Credentials +the key in HCP_CLIENT_ID$/m)
    assert.match(told, new RegExp(`^Server +${registry.url}$`, 'm'))
  })

  test('is not asked for what has no name, as when a variable of a script is not set', async (t) => {
    const empty = (noun: string) => `assay: the ${noun} is empty: name one, or set the variable that it comes from\n`
    for (const [line, words, said] of [
      ['bucket show', [''], empty('bucket')],
      ['version list', [''], empty('bucket')],
      ['ancestry parents', [''], empty('bucket')],
      ['channel promote ubuntu --from latest --to', [''], empty('channel')],
      ['bucket list --project', [''], empty('project')],
      ['bucket show', ['..'], 'assay: the bucket cannot be "..": use its name\n'],
      ['version show', ['ubuntu@..'], 'assay: the channel cannot be "..": use its name\n'],
    ] as const)
      assert.deepEqual(await assay.run(t, line, ...words), { code: 2, stdout: '', stderr: said }, line)
  })

  test('is not asked for what nobody has said, nor at an address that says more than it takes', async (t) => {
    for (const [line, words, said] of [
      ['bucket update ubuntu', [], 'nothing to change in ubuntu: add --description or --label'],
      ['audit-log list --action', [''], '--action is empty: give it a value, or omit it'],
      ['audit-log export --actor', [''], '--actor is empty: give it a value, or omit it'],
      [
        'login https://me:secret@localhost:2',
        [],
        'the address contains a name or password: use https://localhost:2, and --client-id for a key',
      ],
      [
        'login localhost:2/registry',
        [],
        '"localhost:2/registry" is more than the address of a server: use https://localhost:2',
      ],
    ] as const)
      assert.deepEqual(await assay.run(t, line, ...words), { code: 2, stdout: '', stderr: `assay: ${said}\n` }, line)
  })

  test('is one that a person has logged in to by their browser, until they log out', async (t) => {
    const { email } = await joined(registry, 'viewer')
    const words = ['login', registry.url, '--ca', registry.caFile, '--no-browser']
    const login = startCommand(t, words, bare())
    await login.says('stderr', 'code_challenge_method=S256')
    const { pathname, search } = new URL(/https:\S+/.exec(login.stderr())?.[0] ?? '')
    const browser = browserOf(registry)
    await browser.open(`${pathname}${search}`)
    await browser.submit('/sign-in', { email, password: PASSWORD })
    const { leftFor = '' } = await browser.submit('/oauth2/auth', {})
    const forged = new URL(leftFor)
    forged.searchParams.set('state', 'of somebody else')
    assert.equal((await fetch(forged)).status, 404)
    assert.equal((await fetch(`${forged.origin}//`)).status, 404, 'what is no address')
    assert.match(await (await fetch(leftFor)).text(), /You are logged in/)
    const { code, stdout, stderr } = await login.ended
    assert.equal(code, 0, stderr)
    assert.ok(stdout.startsWith(`Logged in to ${registry.url} as ${email}, in project ${registry.projectId}.`))
    assert.equal((await stat(loginsFile())).mode & 0o777, 0o600)

    assert.equal((await assay.runIn(t, bare(), 'bucket list -o name')).stdout, 'ubuntu\n')
    // Its token has expired: the command gets the next one with the refresh token, and stores it in its place.
    const kept = await readFile(loginsFile(), 'utf8')
    assert.match(kept, /"principalId": "[^"]+"/)
    await writeFile(loginsFile(), kept.replace(/"until": \d+/, '"until": 0'))
    assert.equal((await assay.runIn(t, bare(), 'bucket list -o name')).stdout, 'ubuntu\n')
    const next = await readFile(loginsFile(), 'utf8')
    const refreshTokenIn = (text: string) => /"refreshToken": "([^"]+)"/.exec(text)?.[1]
    assert.notEqual(refreshTokenIn(next), refreshTokenIn(kept))

    const refreshToken = refreshTokenIn(next) ?? ''
    assert.deepEqual(await assay.runIn(t, bare(), 'logout'), {
      ...{ code: 0, stdout: `Logged out of ${registry.url}.\n`, stderr: '' },
    })
    const body = { grant_type: 'refresh_token', client_id: 'assay', refresh_token: refreshToken }
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'POST', path: '/oauth2/token', headers, body: JSON.stringify(body) }
    assert.equal((await registry.anonymous.send(request)).body.error, 'invalid_grant')
    const outcome = await assay.runIn(t, bare(), 'bucket list')
    assert.equal(outcome.code, 3)
    assert.match(outcome.stderr, /^assay: not logged in: run assay login/)
  })

  const loginTo = (apiUrl: string, authorities: string | null) => ({
    ...{ apiUrl, authUrl: apiUrl, authorities, organizationId: '', projectId: '', principalId: '' },
    credentials: { kind: 'browser', clientId: 'assay', accessToken: '', until: 0, refreshToken: 'assay_rt_x' },
  })
  type Login = ReturnType<typeof loginTo>
  async function keepLogins(...logins: readonly Login[]): Promise<void> {
    await mkdir(dirname(loginsFile()), { recursive: true })
    const byUrl = Object.fromEntries(logins.map((login) => [login.apiUrl, login]))
    await writeFile(loginsFile(), JSON.stringify({ current: logins[0]?.apiUrl, byUrl }), { mode: 0o600 })
  }

  test('is forgotten before it is told so, and others stay as they are by then', async (t) => {
    const other = loginTo('https://localhost:3', null)
    const found: string[] = []
    const { port, authority } = await httpsServer(t, ['localhost'], (request, response) => {
      const told = async () => {
        found.push(request.url ?? '', await text(request), await readFile(loginsFile(), 'utf8'))
        response.writeHead(404).end()
      }
      told().catch(() => request.socket.destroy())
    })
    const apiUrl = `https://localhost:${port}`
    await keepLogins(loginTo(apiUrl, authority), other)
    // The authority of another server has no effect on this one.
    const env = { ...bare(), HCP_API_ADDRESS: 'localhost:4', SSL_CERT_FILE: registry.caFile }
    const { code, stdout, stderr } = await assay.runIn(t, env, 'logout')
    assert.deepEqual([code, stdout], [0, `Logged out of ${apiUrl}.\n`])
    const [path, body, kept] = found
    assert.deepEqual([path, new URLSearchParams(body).get('token')], ['/oauth2/revoke', 'assay_rt_x'])
    assert.deepEqual(JSON.parse(kept ?? ''), { current: other.apiUrl, byUrl: { [other.apiUrl]: other } })
    assert.match(
      stderr,
      /^Commands now use https:\/\/localhost:3\.\nassay: the login could not be ended on \S+; .+ the server answered 404/,
    )
    const all = await assay.runIn(t, bare(), 'logout --all')
    assert.deepEqual([all.code, all.stdout], [0, 'Logged out everywhere.\n'])
    assert.match(all.stderr, /^assay: the login could not be ended on https:\/\/localhost:3; /)
    assert.equal(existsSync(loginsFile()), false)
  })

  test('is forgotten by who logs out where it cannot be told so', async (t) => {
    const apiUrl = 'https://localhost:2'
    await keepLogins(loginTo(apiUrl, null))
    const { code, stdout, stderr } = await assay.runIn(t, bare(), 'logout')
    assert.deepEqual([code, stdout], [0, `Logged out of ${apiUrl}.\n`])
    assert.match(
      stderr,
      /^assay: the login could not be ended on \S+; it expires there by itself, .+: nothing listens there/,
    )
    assert.match((await assay.runIn(t, bare(), 'logout')).stdout, /^You were not logged in/)
  })

  test('is asked with what others could read once that is closed, and said', async (t) => {
    const { clientId, clientSecret } = registry.credentials
    const credentials = { kind: 'key', clientId, clientSecret }
    const login = { ...loginTo(registry.url, await readFile(registry.caFile, 'utf8')), credentials }
    await mkdir(dirname(loginsFile()), { recursive: true })
    const kept = JSON.stringify({ current: registry.url, byUrl: { [registry.url]: login } })
    await writeFile(loginsFile(), kept)
    await chmod(loginsFile(), 0o644)
    const list = () => assay.runIn(t, bare(), `bucket list -o name --project ${registry.projectId}`)
    assert.deepEqual(await list(), {
      ...{ code: 0, stdout: 'ubuntu\n' },
      stderr: `assay: other users of this machine could open ${loginsFile()} until now: whoever has read the keys and secrets in it can still use them\n`,
    })
    assert.equal((await stat(loginsFile())).mode & 0o777, 0o600)
    assert.deepEqual(await list(), { code: 0, stdout: 'ubuntu\n', stderr: '' })

    const elsewhere = join(assay.env['HOME'] ?? '', 'elsewhere.json')
    await rename(loginsFile(), elsewhere)
    await chmod(elsewhere, 0o640)
    await symlink(elsewhere, loginsFile())
    const { code, stdout, stderr } = await list()
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /^assay: other users .+ can open \S+elsewhere\.json, .+ is a link to it\): chmod 600 it/)
    await rm(loginsFile())
  })

  test('is logged in to by nobody who has no place to keep that, and asked for no secret of theirs', async (t) => {
    const env = { ...bare(), XDG_CONFIG_HOME: registry.caFile }
    const { code, stdout, stderr } = await assay.runIn(t, env, `login ${registry.url} --client-id id`)
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(
      stderr,
      /^assay: logins are stored in \S+assay, which this user cannot write \(ENOTDIR.+\): set HOME or XDG_CONFIG_HOME/,
    )
  })

  test('is logged in to with a key whose secret is right, else people are told of that key', async (t) => {
    const login = spawn(
      process.execPath,
      [COMMAND, 'login', registry.url, '--ca', registry.caFile, '--client-id', registry.credentials.clientId],
      { env: { ...process.env, ...bare() } },
    )
    t.after(() => login.kill('SIGKILL'))
    login.stdin.end('wrong\n')
    const [said, [code]] = await Promise.all([text(login.stderr), once(login, 'close')])
    assert.equal(code, 3)
    assert.match(said, /^assay: the key of --client-id is not accepted: [^_]+ \(check the id and its secret\)\n$/)
  })

  test('is asked with a credential file, that assay login or HCP_CRED_FILE names', async (t) => {
    const { clientId, clientSecret } = registry.credentials
    const file = join(assay.env['HOME'] ?? '', 'credentials.json')
    const oauth = { client_id: clientId, client_secret: clientSecret }
    await writeFile(file, JSON.stringify({ scheme: 'service_principal_creds', oauth }))
    const words = ['login', registry.url, '--ca', registry.caFile, '--cred-file', file]
    assert.equal((await assay.runIn(t, bare(), words.join(' '))).code, 0)
    assert.equal((await assay.runIn(t, bare(), 'bucket list -o name')).stdout, 'ubuntu\n')
    // Like a machine where the variable names the public authorities, for all programs.
    const publicOnes = join(assay.env['HOME'] ?? '', 'public.pem')
    await writeFile(publicOnes, rootCertificates.slice(0, 2).join('\n'))
    const told = await assay.runIn(t, { ...bare(), SSL_CERT_FILE: publicOnes }, 'whoami')
    assert.match(told.stdout, /^TLS trust +the CA stored by assay login, and SSL_CERT_FILE /m, told.stderr)
    assert.equal((await assay.runIn(t, bare(), `logout ${registry.url}`)).code, 0)
    const withoutKey = without(assay.env, 'HCP_CLIENT_ID', 'HCP_CLIENT_SECRET')
    const env = { ...withoutKey, HCP_CRED_FILE: file }
    for (const [mode, warning] of [
      [0o644, `assay: other users of this machine can open the credential file ${file}: chmod 600 it, `],
      [0o600, ''],
    ] as const) {
      await chmod(file, mode)
      const { stdout, stderr } = await assay.runIn(t, env, 'whoami')
      assert.match(stdout, /^Credentials +\S+credentials\.json, named by HCP_CRED_FILE$/m)
      assert.equal(stderr.slice(0, warning.length || undefined), warning)
    }
  })

  test('is asked before a person is sent to their browser', async (t) => {
    const { code, stderr } = await assay.runIn(t, bare(), `login ${registry.url} --no-browser`)
    assert.equal(code, 7)
    assert.match(stderr, /^assay: \S+ cannot be reached: its certificate is signed by an unknown CA: .*--ca/)
  })

  test('is said to be wrong, with what to try and a number of its own', async (t) => {
    const untrusting = without(assay.env, 'SSL_CERT_FILE')
    const nowhere = without(assay.env, 'HCP_API_ADDRESS')
    const deaf = { ...assay.env, HCP_API_ADDRESS: 'localhost:2', HCP_AUTH_URL: 'https://localhost:2' }
    const withoutKey = without(assay.env, 'HCP_CLIENT_ID', 'HCP_CLIENT_SECRET')
    for (const [env, code, words] of [
      [untrusting, 7, /its certificate is signed by an unknown CA: name its file in SSL_CERT_FILE/],
      [deaf, 7, /cannot reach the token server \S+localhost:2: nothing listens there/],
      [{ ...assay.env, HCP_CLIENT_SECRET: 'wrong' }, 3, /the key in HCP_CLIENT_ID is not accepted: /],
      [
        { ...assay.env, HCP_API_ADDRESS: 'http://localhost:2' },
        2,
        /^assay: HCP_API_ADDRESS has a scheme that is not https: set it to host and port only, and HCP_API_TLS/,
      ],
      [nowhere, 2, /the environment has credentials, but not the server that they are for: set HCP_API_ADDRESS/],
      [withoutKey, 3, /no credentials for https:\S+: run assay login/],
      [{ ...assay.env, SSL_CERT_FILE: '/nowhere.pem' }, 2, /SSL_CERT_FILE names \/nowhere\.pem, which cannot be read/],
      [{ ...withoutKey, HCP_CRED_FILE: '/nowhere' }, 2, /HCP_CRED_FILE names \/nowhere, which cannot be read/],
      [{ ...assay.env, HCP_PROJECT_ID: 'other' }, 4, /./],
    ] as const) {
      const outcome = await assay.runIn(t, env, 'bucket list')
      assert.match(outcome.stderr, words)
      assert.deepEqual([outcome.code, outcome.stdout], [code, ''], outcome.stderr)
      assert.equal(outcome.stderr.trimEnd().split('\n').length, 1)
    }
  })

  test('refuses what somebody may not do, and it is said who that is', async (t) => {
    const clientId = await viewerKey(registry)
    const env = { ...assay.env, HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientId }
    const { code, stderr } = await assay.runIn(t, env, 'bucket delete ubuntu --yes')
    assert.equal(code, 4)
    assert.match(
      stderr,
      /needs the contributor role .*\(called with the key in HCP_CLIENT_ID; assay whoami shows who that is\)/,
    )
  })

  test('doctor finds all well, and what is not', async (t) => {
    assert.match(await assay.says(t, 'doctor'), /^credentials +good +you are /m)
    const env = { ...assay.env, HCP_API_TLS: '', HCP_CLIENT_SECRET: 'wrong' }
    const { code, stdout, stderr } = await assay.runIn(t, env, 'doctor -o json')
    assert.equal(code, 1)
    assert.equal(stderr, 'assay: 2 checks failed: environment, credentials\n')
    const checks = JSON.parse(stdout) as { readonly state: string; readonly advice: string }[]
    assert.deepEqual(
      checks.filter(({ state }) => state === 'bad').map(({ advice }) => advice.slice(0, 30)),
      ['unset HCP_API_TLS: Packer and T', 'the key in HCP_CLIENT_ID is not'].map((text) => text.slice(0, 30)),
    )
  })

  test('doctor takes an old Packer, whose builds are published, and no old Terraform', async (t) => {
    const folder = await temporaryFolder(t)
    const put = (name: string, version: string) =>
      writeFile(join(folder, name), `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 })
    await put('packer', 'Packer v1.6.6')
    const programs = async () => {
      const { code, stdout } = await assay.runIn(t, { ...assay.env, PATH: folder }, 'doctor -o json')
      const checks = JSON.parse(stdout) as { readonly what: string; readonly state: string; readonly found: string }[]
      const told = checks.filter(({ what }) => what === 'packer' || what === 'terraform')
      return [code, ...told.map(({ state, found }) => `${state}: ${found}`)]
    }
    assert.deepEqual(await programs(), [0, 'doubtful: v1.6.6', 'good: not on the PATH'])
    await put('packer', 'Packer v1.14.2')
    // Without CHECKPOINT_DISABLE, which keeps it from asking for news, it prints another version.
    await put('terraform', 'Terraform v0.13.${CHECKPOINT_DISABLE:-0}')
    assert.deepEqual(await programs(), [1, 'good: v1.14.2', 'bad: v0.13.1'])
    // Cracklib has a program called packer too, which waits for words and fails.
    await writeFile(join(folder, 'packer'), '#!/bin/sh\nread word\nexit 1\n', { mode: 0o755 })
    assert.deepEqual(await programs(), [1, 'doubtful: it reports no version', 'bad: v0.13.1'])
  })

  test('colours are for terminals, and for whoever forces them unless NO_COLOR is there', async (t) => {
    const colours = /\u001b\[/
    assert.doesNotMatch(await assay.says(t, 'bucket list'), colours)
    const forced = await assay.runIn(t, { ...assay.env, FORCE_COLOR: '1' }, 'bucket list')
    assert.match(forced.stdout, colours)
    const none = await assay.runIn(t, { ...assay.env, NO_COLOR: '1' }, 'bucket list')
    assert.doesNotMatch(none.stdout, colours)
  })

  test('an answer that cannot be written is a failure', { skip: !existsSync(FULL) && `needs ${FULL}` }, async () => {
    const words = [process.execPath, COMMAND, 'bucket', 'list', '--output', 'json']
    const running = promisify(execFile)('sh', ['-c', `"$@" > ${FULL}`, 'sh', ...words], { env: { ...assay.env } })
    const told = { code: 1, stderr: 'assay: the output cannot be written: ENOSPC: no space left on device, write\n' }
    await assert.rejects(running, told)
  })

  test('completion of bash completes what a line may go on with', async (t) => {
    const script = await assay.says(t, 'completion bash')
    const completed = (words: string, index: number) =>
      execFileSync(
        'bash',
        ['-c', `${script}\nCOMP_WORDS=(${words}); COMP_CWORD=${index}; _assay; echo "\${COMPREPLY[*]}"`],
        { encoding: 'utf8' },
      )
    assert.equal(completed('assay channel pro', 2), 'promote\n')
    for (const flag of ['--output', '-o'])
      assert.equal(completed(`assay bucket list ${flag} ''`, 4), 'table json yaml name\n')
    for (const [line, values] of [
      ['build create x y --status', 'running done cancelled failed'],
      ['version create --template', 'HCL2 JSON'],
      ['webhook deliveries --state', 'waiting set-aside given-up'],
      ['sbom put --format', 'CYCLONEDX SPDX'],
      ['serve --log-format', 'json text'],
      ['completion', 'bash zsh fish powershell --help'],
    ] as const)
      assert.equal(completed(`assay ${line} ''`, line.split(' ').length + 1), `${values}\n`)
    assert.doesNotMatch(completed("assay service-principal create x --output ''", 5), /table/)
    assert.equal((await assay.run(t, 'completion csh')).code, 2)
  })
})

/** The client id of a read-only key. A key that a test makes has its principal's id as its client id and as its secret. */
async function viewerKey(registry: TestRegistry): Promise<string> {
  const { body } = await (await registry.principal('viewer')).call('IamService_GetCallerIdentity', {})
  return body.principal.id as string
}
