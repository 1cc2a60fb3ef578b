// Where a version comes from, as Packer told it with the builds: what was checked out, who ran it, and with which tools.
// What Packer sends there: hashicorp/packer internal/hcp/registry/metadata/cicd.go and vcs.go.
import type { WholeVersion } from './differences.ts'

export interface Provenance {
  readonly commit: string | null
  readonly ref: string | null
  readonly author: string | null
  readonly hasUncommitted: boolean
  readonly repository: Repository | null
  /** Packer and its plugins, with their versions. */
  readonly tools: readonly (readonly [name: string, version: string])[]
}

export interface Repository {
  readonly url: string
  /** Between a repository's address and two commits. */
  readonly comparePath: string
}

/** Metadata is whatever a client sent. */
function told(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[name] : undefined,
    value,
  )
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** The first build that says something says it for all: one run of Packer makes them. */
export function provenanceOf({ builds }: WholeVersion): Provenance {
  const first = <Found>(find: (metadata: unknown) => Found | null): Found | null => {
    for (const { metadata } of builds) {
      const found = find(metadata)
      if (found !== null) return found
    }
    return null
  }
  const ofGit = (name: string) => first((metadata) => textOf(told(metadata, 'vcs', 'details', name)))
  return {
    commit: ofGit('commit'),
    ref: ofGit('ref'),
    author: ofGit('author'),
    hasUncommitted: builds.some(({ metadata }) => told(metadata, 'vcs', 'details', 'has_uncommitted_changes') === true),
    repository: first(repositoryOf),
    tools: builds.flatMap(({ metadata }) => toolsOf(metadata)),
  }
}

function repositoryOf(metadata: unknown): Repository | null {
  const detail = (name: string) => textOf(told(metadata, 'cicd', 'details', name))
  const [github = ''] = (detail('GITHUB_WORKFLOW_URL') ?? '').split('/actions/runs/')
  if (isAddress(github)) return { url: github, comparePath: '/compare/' }
  const gitlab = detail('CI_PROJECT_URL') ?? ''
  return isAddress(gitlab) ? { url: gitlab, comparePath: '/-/compare/' } : null
}

const isAddress = (text: string) => /^https?:\/\/[^/]+\/[^/]+\/./.test(text)

function toolsOf(metadata: unknown): Provenance['tools'] {
  const packer = textOf(told(metadata, 'packer', 'version'))
  const plugins = told(metadata, 'packer', 'plugins')
  const named = (Array.isArray(plugins) ? plugins : []).flatMap((plugin: unknown) => {
    const name = textOf(told(plugin, 'name'))
    const version = textOf(told(plugin, 'version'))
    return name !== null && version !== null ? [[name, version] as const] : []
  })
  return packer === null ? named : [['Packer', packer], ...named]
}

const COMMIT = /^[0-9a-f]{7,64}$/

/** Where the commits between two versions are shown; null where that cannot be known. */
export function commitRangeUrl(from: Provenance, to: Provenance): string | null {
  const { repository } = to
  if (repository === null || repository.url !== from.repository?.url) return null
  if (from.commit === null || to.commit === null || !COMMIT.test(from.commit) || !COMMIT.test(to.commit)) return null
  return `${repository.url}${repository.comparePath}${from.commit}...${to.commit}`
}
