import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { gitOrigin } from '../../../../src/cli/client/publish/origin/git-origin.ts'
import { ifThere } from '../../../../src/machine/if-there.ts'

const execute = promisify(execFile)
const hasGit = await execute('git', ['--version']).then(
  () => true,
  () => false,
)

const AUTHOR = { GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@example.com' }
const IDENTITY = { ...AUTHOR, GIT_COMMITTER_NAME: 'Robot', GIT_COMMITTER_EMAIL: 'robot@example.com' }

interface Repository {
  readonly path: string
  readonly git: (...words: readonly string[]) => Promise<string>
  /** The file that a program leaves behind when it is run. */
  readonly mark: string
}

describe('git in folders that others have made', { skip: !hasGit && 'git is not installed' }, () => {
  let folder: string
  let variables: Readonly<Record<string, string | undefined>>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-git-'))
    variables = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' }
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** Creates a repository with one commit. */
  async function repository(name: string): Promise<Repository> {
    const path = join(folder, name)
    await mkdir(path)
    const manner = { cwd: path, env: { ...variables, ...IDENTITY } }
    const git = async (...words: readonly string[]) => (await execute('git', words, manner)).stdout.trim()
    await git('init', '--quiet')
    await writeFile(join(path, '.gitattributes'), '*.txt filter=f\n')
    await writeFile(join(path, 'a.txt'), 'one\n')
    await git('add', '.')
    await git('commit', '--quiet', '--message', 'First')
    return { path, git, mark: join(folder, `${name}.ran`) }
  }

  const origin = (path: string, besides: Readonly<Record<string, string>> = {}) =>
    gitOrigin({ folder: path, variables: { ...variables, ...besides }, signal: new AbortController().signal })

  /** Afterwards, git can no longer tell by its time that the file is unchanged. */
  const touch = (path: string) => utimes(path, 1, 1)

  const programs: Readonly<Record<string, (of: Repository) => Promise<unknown>>> = {
    fsmonitor: ({ git, mark }) => git('config', 'core.fsmonitor', `touch ${mark}; false`),
    async filter({ git, path, mark }) {
      await git('config', 'filter.f.clean', `touch ${mark}; cat`)
      await touch(join(path, 'a.txt'))
    },
    async 'filter that is included'({ git, path, mark }) {
      await writeFile(join(path, '.git/more'), `[filter "f"]\n\tclean = "touch ${mark}; cat"\n\trequired\n`)
      await git('config', 'include.path', 'more')
      await touch(join(path, 'a.txt'))
    },
    async 'filter process of a work tree'({ git, path, mark }) {
      await git('config', 'extensions.worktreeConfig', 'true')
      await git('config', '--worktree', 'filter.f.process', `touch ${mark}; false`)
      await touch(join(path, 'a.txt'))
    },
    async 'fsmonitor of a submodule'({ git, path, mark }) {
      const { path: of } = await repository('submodule')
      await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', of, 'sub')
      await git('commit', '--quiet', '--message', 'Second')
      await git('-C', join(path, 'sub'), 'config', 'core.fsmonitor', `touch ${mark}; false`)
    },
    async hook({ path, mark }) {
      const hook = join(path, '.git/hooks/post-index-change')
      await writeFile(hook, `#!/bin/sh\ntouch ${mark}\n`)
      await chmod(hook, 0o755)
      await touch(join(path, 'a.txt'))
    },
    async signature({ git, path, mark }) {
      const signer = join(path, '.git/signer')
      await writeFile(
        signer,
        '#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "-----BEGIN PGP SIGNATURE-----"\n',
      )
      await chmod(signer, 0o755)
      await git('-c', `gpg.program=${signer}`, 'commit', '--quiet', '-S', '--amend', '--message', 'Signed')
      await writeFile(signer, `#!/bin/sh\ntouch ${mark}\n`)
      await git('config', 'gpg.program', signer)
      await git('config', 'log.showSignature', 'true')
    },
  }
  for (const [name, arrange] of Object.entries(programs))
    test(`the program of a ${name} is not run, and the commit is told`, async () => {
      const made = await repository(name.replaceAll(' ', '-'))
      await arrange(made)
      const commit = await made.git('rev-parse', 'HEAD')
      // First the opposite: plain git runs the program. In a copy, because some hooks run only once.
      const copy = `${made.path}.copy`
      await cp(made.path, copy, { recursive: true, preserveTimestamps: true })
      await execute('git', ['-C', copy, 'log', '-1'], { env: variables })
      await execute('git', ['-C', copy, 'status'], { env: variables }).catch(() => undefined)
      await rm(made.mark)
      const { details } = await origin(made.path)
      assert.deepEqual([details['commit'], details['has_uncommitted_changes']], [commit, false])
      assert.equal(await ifThere(readFile(made.mark)), null)
    })

  test('an object that is missing is not fetched, by whatever program that would be', async () => {
    const { path, git, mark } = await repository('partial')
    const source = await repository('source')
    // Otherwise the source might have the same commit, made in the same second, and git would find it there.
    await git('commit', '--quiet', '--amend', '--message', 'Another')
    const commit = await git('rev-parse', 'HEAD')
    for (const [name, value] of [
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.url', source.path],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.uploadpack', `touch ${mark}; git-upload-pack`],
    ] as const)
      await git('config', name, value)
    await rm(join(path, '.git/objects', commit.slice(0, 2), commit.slice(2)))
    await assert.rejects(git('log', '-1'))
    await rm(mark)
    await assert.rejects(origin(path), /is not a usable git repository with a commit: .*bad object HEAD/s)
    assert.equal(await ifThere(readFile(mark)), null)
  })

  test('committed files that make a repository are none', async () => {
    const { path, git, mark } = await repository('outer')
    const inner = join(path, 'inner')
    await git('clone', '--quiet', '--bare', '.', inner)
    const config = `[core]\n\trepositoryFormatVersion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch ${mark}; false"\n`
    await writeFile(join(inner, 'config'), config)
    await execute('git', ['-C', inner, 'status'], { env: variables })
    await rm(mark)
    await assert.rejects(
      origin(inner),
      /inner is not a usable git repository with a commit: cannot use bare repository/,
    )
    assert.equal(await ifThere(readFile(mark)), null)
  })

  test('a filter of the user is run, and one of a repository that cannot be turned off is named', async () => {
    const { path, git, mark } = await repository('filtered')
    await touch(join(path, 'a.txt'))
    await writeFile(join(folder, '.gitconfig'), `[filter "f"]\n\tclean = "touch ${mark}; cat"\n`)
    try {
      assert.equal((await origin(path)).details['has_uncommitted_changes'], false)
    } finally {
      await rm(join(folder, '.gitconfig'))
    }
    await rm(mark)
    await git('config', 'filter.f=g.clean', 'cat')
    await assert.rejects(origin(path), /its config has a filter "f=g", which no option of git can turn off/)
  })

  test('the folder that is named decides, whatever repository the environment names', async () => {
    const { path, git } = await repository('named')
    const other = await repository('other')
    await writeFile(join(other.path, 'new.txt'), '')
    const inOther = {
      GIT_DIR: join(other.path, '.git'),
      GIT_WORK_TREE: other.path,
      GIT_INDEX_FILE: join(folder, 'none'),
      GIT_CONFIG: join(folder, 'none'),
    }
    const settings = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.excludesFile',
      GIT_CONFIG_VALUE_0: '.git/ignored',
    }
    await writeFile(join(path, '.git/ignored'), 'log\n')
    await writeFile(join(path, 'log'), '')
    await git('commit', '--quiet', '--amend', '--message', 'Another')
    const { details } = await origin(path, { ...inOther, ...settings })
    const commit = await git('rev-parse', 'HEAD')
    assert.deepEqual([details['commit'], details['has_uncommitted_changes']], [commit, false])
  })

  test('git-lfs is run where it is the filter of a repository, but with no extensions', async () => {
    const { path, git, mark } = await repository('lfs')
    const bin = join(folder, 'bin')
    await mkdir(bin)
    await writeFile(join(bin, 'git-lfs'), `#!/bin/sh\ntouch ${mark}\nexec cat\n`)
    await chmod(join(bin, 'git-lfs'), 0o755)
    await git('config', 'filter.f.clean', 'git-lfs clean -- %f')
    await touch(join(path, 'a.txt'))
    const PATH = `${bin}:${String(process.env['PATH'])}`
    await origin(path, { PATH })
    await rm(mark)
    await git('config', 'lfs.extension.e.clean', 'anything')
    await origin(path, { PATH })
    assert.equal((await readdir(folder)).includes('lfs.ran'), false)
  })
})
