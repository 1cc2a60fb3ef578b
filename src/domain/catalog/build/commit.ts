import type { Build } from './build.ts'

const COMMIT = /^[0-9a-f]{7,64}$/i

/**
 * The commit that a build was made from, in lower case: that of the working directory (reported by Packer since 1.11.2), or else that of
 * the template (the label `git_sha`, since 1.9.0). Null when the build has neither.
 */
export function commitOf({ labels, metadata }: Pick<Build, 'labels' | 'metadata'>): string | null {
  const candidates = [memberOf(memberOf(metadata?.vcs, 'details'), 'commit'), memberOf(labels, 'git_sha')]
  const commit = candidates.find((text) => typeof text === 'string' && COMMIT.test(text))
  return typeof commit === 'string' ? commit.toLowerCase() : null
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
