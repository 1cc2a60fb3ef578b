import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const MEBIBYTE = 1024 * 1024

export interface AskedGit {
  readonly folder: string
  /** The environment for git. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Runs git with these arguments and returns what it prints. Rejects as `execFile` does. */
export type Git = (...words: readonly string[]) => Promise<string>

/**
 * The git of a folder that may belong to anybody. A repository's own config names programs that git runs even if it only reads, and a
 * folder of committed files can itself be a repository. None of these programs runs: neither those of fsmonitor, of hooks, of filters
 * (`runsNoFilter`), of a pager, nor of fetching, which a missing object causes. The repositories that git trusts at all (safe.directory)
 * stay as configured.
 */
export async function gitIn(asked: AskedGit): Promise<Git> {
  const git = run(asked, READS_ONLY)
  const config = await git('config', '--null', '--show-scope', '--list')
  return run(asked, [...READS_ONLY, ...runsNoFilter(config)])
}

const READS_ONLY = [
  '--no-pager',
  ...set('core.fsmonitor', 'false'),
  ...set('core.hooksPath', '/dev/null'),
  // Only a folder or file called .git makes a repository: no commit can contain one.
  ...set('safe.bareRepository', 'explicit'),
  // git shows signatures by running a program, and detects renames by objects that a partial clone may have to fetch.
  ...set('log.showSignature', 'false'),
  ...set('status.renames', 'false'),
]

const ENVIRONMENT = {
  // git only reads here, so it needs no lock on the repository.
  GIT_OPTIONAL_LOCKS: '0',
  // Allows no protocol for fetching, for versions of git that ignore GIT_NO_LAZY_FETCH.
  GIT_ALLOW_PROTOCOL: '',
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C',
}

/**
 * Variables by which an environment, such as that of a hook, selects another repository than that of the folder (`git rev-parse
 * --local-env-vars`, without those for settings).
 */
const ELSEWHERE: readonly string[] = [
  ...[
    'GIT_DIR',
    'GIT_COMMON_DIR',
    'GIT_WORK_TREE',
    'GIT_IMPLICIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_PREFIX',
    'GIT_CONFIG',
  ],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_GRAFT_FILE', 'GIT_SHALLOW_FILE'],
  ...['GIT_REPLACE_REF_BASE', 'GIT_NO_REPLACE_OBJECTS', 'GIT_INTERNAL_SUPER_PREFIX', 'GIT_NAMESPACE'],
]

function set(name: string, value: string): readonly string[] {
  return ['-c', `${name}=${value}`]
}

function run({ folder, variables, signal }: AskedGit, options: readonly string[]): Git {
  const own = Object.fromEntries(Object.entries(variables).filter(([name]) => !ELSEWHERE.includes(name)))
  const manner = { signal, env: { ...own, ...ENVIRONMENT }, maxBuffer: 64 * MEBIBYTE }
  return async (...words) => (await promisify(execFile)('git', ['-C', folder, ...options, ...words], manner)).stdout
}

/** The filters that git-lfs writes when it is installed, even for one repository alone (`actions/checkout` with `lfs`). */
const LFS_FILTERS: readonly string[] = ['git-lfs clean -- %f', 'git-lfs filter-process']

/**
 * Turns off the filters in the repository's own config, which `git status` would run on files that may have changed (gitattributes(5)). The
 * filters of the system and of the user stay, and so does git-lfs, unless it has extensions, which are programs again. Throws a TypeError
 * for a filter that cannot be turned off.
 */
function runsNoFilter(config: string): readonly string[] {
  const parts = config.split('\0')
  const own = parts.flatMap((scope, at) => {
    if (at % 2 === 1 || (scope !== 'local' && scope !== 'worktree')) return []
    const [name = '', ...value] = (parts[at + 1] ?? '').split('\n')
    return [{ name, value: value.join('\n') }]
  })
  const isExtended = own.some(({ name }) => name.startsWith('lfs.extension.'))
  const drivers = own.flatMap(({ name, value }) => {
    const driver = /^filter\.(.*)\.(?:clean|process)$/s.exec(name)?.[1]
    return driver === undefined || (LFS_FILTERS.includes(value) && !isExtended) ? [] : [driver]
  })
  return [...new Set(drivers)].flatMap((driver) => {
    if (driver.includes('='))
      throw new TypeError(`its config has a filter ${JSON.stringify(driver)}, which no option of git can turn off`)
    const filter = `filter.${driver}`
    return [...set(`${filter}.clean`, ''), ...set(`${filter}.process`, ''), ...set(`${filter}.required`, 'false')]
  })
}
