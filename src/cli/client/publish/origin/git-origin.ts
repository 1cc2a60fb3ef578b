import { usage } from '../../client-failure.ts'
import { type AskedGit, gitIn } from './git-in.ts'
import type { OriginPart } from './origin-part.ts'

/** The commit that is checked out in a folder, as Packer reports it for its working directory. */
export async function gitOrigin(asked: AskedGit): Promise<OriginPart> {
  const { folder } = asked
  const git = await gitIn(asked).catch(unusable(folder))
  const [commit = '', author = ''] = (
    await git('log', '-1', '--no-color', '--format=%H%n%an <%ae>').catch(unusable(folder))
  ).split('\n')
  // A detached HEAD, as in most pipelines, has no branch: Packer reports HEAD then.
  const ref = await git('symbolic-ref', '--quiet', 'HEAD').catch(() => 'HEAD')
  // A submodule is another repository: as for Packer, only the commit that it is at counts.
  const changes = await git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=dirty').catch(
    unusable(folder),
  )
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

const unusable = (folder: string) => (cause: unknown) => {
  const { code, stderr = '', message } = cause as NodeJS.ErrnoException & { readonly stderr?: string }
  if (code === 'ENOENT') throw usage('--git: git is not on the PATH. Install it, or omit --git')
  const said = (stderr || message).trim().replace(/^fatal: /, '')
  throw usage(
    `--git: ${folder} is not a usable git repository with a commit: ${said}. Pass --git FOLDER, or omit --git`,
  )
}
