import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { usage } from '../../client-failure.ts'
import type { OriginPart } from './origin-part.ts'

const MEBIBYTE = 1024 * 1024

export interface AskedGit {
  readonly folder: string
  /** What git has as its environment. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** The commit that is checked out in a folder, as Packer tells it of its working directory. */
export async function gitOrigin(asked: AskedGit): Promise<OriginPart> {
  const { folder } = asked
  const git = (...words: readonly string[]) => run(words, asked)
  // A repository may say that signatures are shown with each commit.
  const [commit = '', author = ''] = (
    await git('-c', 'log.showSignature=false', 'log', '-1', '--no-color', '--format=%H%n%an <%ae>').catch(
      unusable(folder),
    )
  ).split('\n')
  // Of a commit that is checked out by itself, as in most pipelines, there is no branch: Packer says HEAD of it.
  const ref = await git('symbolic-ref', '--quiet', 'HEAD').catch(() => 'HEAD')
  const changes = await git('status', '--porcelain', '--untracked-files=normal').catch(unusable(folder))
  return {
    type: 'git',
    details: {
      ref: ref.trim().replace(/^refs\/(?:heads|tags|remotes)\//, ''),
      commit,
      author,
      has_uncommitted_changes: changes.trim() !== '',
    },
  }
}

async function run(words: readonly string[], { folder, variables, signal }: AskedGit): Promise<string> {
  // It is asked and not to write, so that it takes no lock of the repository.
  const env = { ...variables, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
  const manner = { signal, env, maxBuffer: 64 * MEBIBYTE }
  const { stdout } = await promisify(execFile)('git', ['-C', folder, ...words], manner)
  return stdout
}

const unusable = (folder: string) => (cause: unknown) => {
  const { code, stderr = '', message } = cause as NodeJS.ErrnoException & { readonly stderr?: string }
  if (code === 'ENOENT') throw usage('--git: there is no git on the PATH. Install it, or leave out --git')
  const said = (stderr || message).trim().replace(/^fatal: /, '')
  throw usage(`--git: git tells no commit of ${folder}: ${said}. Say --git FOLDER, or leave it out`)
}
