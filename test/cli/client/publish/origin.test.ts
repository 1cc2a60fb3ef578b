import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { type Asking, asking } from '../../../support/asking.ts'
import { inBucket, versionOf } from '../../../support/build-sequences.ts'
import type { Json } from '../../../support/client.ts'
import { databases } from '../../../support/databases.ts'
import { type PromotedBucket, promotedBucket } from '../../../support/promoted-bucket.ts'
import { startRegistry, type TestRegistry } from '../../../support/registry.ts'
import type { Variables } from '../../../support/command.ts'

const execute = promisify(execFile)
const hasGit = await execute('git', ['--version']).then(
  () => true,
  () => false,
)

const AUTHOR = { GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@example.com' }
const IDENTITY = { ...AUTHOR, GIT_COMMITTER_NAME: 'Robot', GIT_COMMITTER_EMAIL: 'robot@example.com' }

describe('where assay publish says that builds come from', () => {
  let registry: TestRegistry
  let assay: Asking
  let folder: string
  let ubuntu: PromotedBucket
  before(async () => {
    registry = await startRegistry(databases()[0]!)
    assay = await asking(registry)
    folder = await mkdtemp(join(tmpdir(), 'assay-origin-'))
    ubuntu = await promotedBucket(registry.admin, 'ubuntu')
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
    await assay.remove()
    await registry.close()
  })

  const AMI = '--platform aws --region eu-west-1 --artifact'

  async function onlyBuild(bucket: string, fingerprint: string): Promise<Json> {
    return (await versionOf(inBucket(registry.admin, bucket), fingerprint)).builds[0]
  }

  /** A repository with one commit on the branch `main`. */
  async function repository(name: string) {
    const path = join(folder, name)
    await mkdir(path)
    const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...IDENTITY }
    const git = async (...words: readonly string[]) => (await execute('git', words, { cwd: path, env })).stdout.trim()
    await git('init', '--quiet')
    await git('checkout', '--quiet', '-b', 'main')
    await writeFile(join(path, 'image.pkr.hcl'), '')
    await git('add', '.')
    await git('commit', '--quiet', '--message', 'First')
    return { path, git, commit: await git('rev-parse', 'HEAD') }
  }

  const vcs = (ref: string, commit: string, hasUncommittedChanges: boolean) => ({
    type: 'git',
    details: { ref, commit, author: 'Ada Lovelace <ada@example.com>', has_uncommitted_changes: hasUncommittedChanges },
  })

  test(
    '--git tells the commit, clean or not, on a branch or on none',
    { skip: !hasGit && 'git is not installed' },
    async (t) => {
      const { path, git, commit } = await repository('images')
      await assay.says(t, `publish --bucket git --fingerprint clean ${AMI} ami-1 --git ${path}`)
      const { metadata } = await onlyBuild('git', 'clean')
      assert.deepEqual(metadata, { packer: null, vcs: vcs('main', commit, false), cicd: null })
      await git('checkout', '--quiet', '--detach')
      await writeFile(join(path, 'new.txt'), '')
      await assay.says(t, `publish --bucket git --fingerprint dirty ${AMI} ami-2 --git ${path}`)
      assert.deepEqual((await onlyBuild('git', 'dirty')).metadata.vcs, vcs('HEAD', commit, true))
      const again = `publish --bucket git --fingerprint clean ${AMI} ami-1 --git ${path}`
      const { code, stderr } = await assay.run(t, again)
      assert.deepEqual(
        [code, stderr.includes('it has another commit of aws, or another state of it')],
        [6, true],
        stderr,
      )
    },
  )

  test('--git without a commit says what git says', { skip: !hasGit && 'git is not installed' }, async (t) => {
    for (const [words, said] of [
      [`--git ${folder}`, `${folder} is not a usable git repository with a commit: not a git repository`],
      ['--git /nowhere', "cannot change to '/nowhere'"],
    ] as const) {
      const { code, stderr } = await assay.run(t, `publish --bucket none ${AMI} ami-1 ${words}`)
      assert.equal(code, 2)
      assert.ok(stderr.includes(said), stderr)
    }
    const without = { ...assay.env, PATH: folder }
    const { code, stderr } = await assay.runIn(t, without, `publish --bucket none ${AMI} ami-1 --git`)
    assert.equal(code, 2)
    assert.match(stderr, /git is not on the PATH/)
  })

  const jobs: readonly (readonly [type: string, variables: Variables, made: Variables])[] = [
    ['jenkins', { JENKINS_URL: 'https://ci.example', BUILD_URL: 'https://ci.example/job/7', GIT_COMMIT: 'abc' }, {}],
    [
      'github',
      { GITHUB_REPOSITORY: 'example/images', GITHUB_SHA: 'abc', GITHUB_ACTOR: 'ada', GITHUB_JOB: 'build' },
      { GITHUB_WORKFLOW_URL: 'https://github.com/example/images/actions/runs/8' },
    ],
    ['gitlab', { CI_PROJECT_NAME: 'images', CI_PIPELINE_URL: 'https://gitlab.example/p/9' }, {}],
    ['bitbucket', { BITBUCKET_BUILD_NUMBER: '10', BITBUCKET_COMMIT: 'abc' }, {}],
  ]
  /** Variables that every job of these systems has as well, and that Packer does not send. */
  const besides: Readonly<Record<string, Variables>> = {
    github: {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '8',
      GITHUB_TOKEN: 'secret',
    },
    gitlab: { GITLAB_CI: 'true', CI_JOB_TOKEN: 'secret' },
    // Some systems set the variables of another one, whose jobs they run.
    jenkins: { GITHUB_ACTIONS: 'true' },
  }

  test('--ci tells the job as Packer does, and no secret of it', async (t) => {
    for (const [type, variables, made] of jobs) {
      const env = { ...assay.env, ...variables, ...besides[type] }
      const line = `publish --bucket jobs --fingerprint ${type} ${AMI} ami-${type} --ci`
      const { code, stderr } = await assay.runIn(t, env, line)
      assert.equal(code, 0, stderr)
      const { metadata } = await onlyBuild('jobs', type)
      assert.deepEqual(metadata, { packer: null, vcs: null, cicd: { type, details: { ...variables, ...made } } })
    }
    const bare = `publish --bucket jobs --fingerprint bare ${AMI} ami-bare --ci`
    assert.equal((await assay.runIn(t, { ...assay.env, GITHUB_ACTIONS: 'true' }, bare)).code, 0)
    const { metadata } = await onlyBuild('jobs', 'bare')
    assert.deepEqual(metadata.cicd, { type: 'github', details: {} }, 'no address is made of nothing')
    const { code, stderr } = await assay.run(t, `publish --bucket jobs ${AMI} ami-1 --ci`)
    assert.equal(code, 2)
    assert.match(stderr, /this is not a job of Jenkins, GitHub Actions, GitLab or Bitbucket/)
  })

  test('--parent records ancestry, with the channel that tells what is newer', async (t) => {
    const line = `publish --bucket app --fingerprint 01APP ${AMI} ami-app --parent ubuntu@production`
    await assay.says(t, line)
    assert.equal((await onlyBuild('app', '01APP')).source_external_identifier, 'ami-1eu-west-1')
    const parents = async (): Promise<Json> =>
      (await inBucket(registry.admin, 'app').ok('ListBucketAncestry', { query: { type: 'PARENTS' } })).relations[0]
    assert.equal((await parents()).status, 'UP_TO_DATE')
    await assay.says(t, 'channel promote ubuntu --from test --to production')
    assert.equal((await parents()).status, 'OUT_OF_DATE')
    assert.match(await assay.says(t, line), /was published already/)
    await ubuntu.ok('UpdateVersion', {
      params: { fingerprint: `01PROMOTED${'1'.padStart(16, '0')}` },
      body: { revoke_at: new Date().toISOString() },
    })
    assert.equal((await versionOf(inBucket(registry.admin, 'app'), '01APP')).status, 'VERSION_REVOKED')
  })

  test('--parent of a version that is named, or is out of use, or is not there', async (t) => {
    await assay.says(t, `publish --bucket named ${AMI} ami-named --fingerprint 01NAMED --parent ubuntu@v2`)
    const { code, stderr } = await assay.run(
      t,
      `publish --bucket old ${AMI} ami-old --fingerprint 01OLD --parent ubuntu@v4`,
    )
    assert.equal(code, 0, stderr)
    assert.match(stderr, /ubuntu@v4 is v4, revoked [^:]+: what is built from it is revoked with it\n/)
    assert.equal((await versionOf(inBucket(registry.admin, 'old'), '01OLD')).status, 'VERSION_REVOKED')
    assert.equal((await assay.run(t, `publish --bucket lost ${AMI} ami-1 --parent ubuntu@nowhere`)).code, 5)
    assert.equal((await assay.run(t, 'bucket show lost')).code, 5)
  })
})
