// Where a build comes from, read from the metadata that Packer sent. Any of it may be missing, and whoever may push can send anything.
export interface Origin {
  readonly commit: Commit | null
  readonly run: Run | null
  readonly packer: string | null
  /** `github.com/hashicorp/amazon 1.3.9` */
  readonly plugins: readonly string[]
  /** `linux amd64 6.8.0` */
  readonly system: string | null
  readonly template: string | null
  readonly only: readonly string[]
  readonly except: readonly string[]
  /** Names only: Packer does not send the values. */
  readonly variables: readonly string[]
}

export interface Commit {
  readonly id: string
  readonly link: string | null
  readonly ref: string | null
  readonly author: string | null
  readonly hasUncommittedChanges: boolean
}

export interface Run {
  /** `github`, `gitlab`, `bitbucket`, `jenkins` */
  readonly system: string
  readonly link: string | null
  readonly name: string | null
}

interface Metadata {
  readonly packer: unknown
  readonly vcs: unknown
  readonly cicd: unknown
}

export function originOf(metadata: Metadata | null): Origin {
  const ci = at(metadata?.cicd, 'details')
  const vcs = at(metadata?.vcs, 'details')
  const packer = metadata?.packer
  const system = at(packer, 'os') ?? at(packer, 'operating_system')
  const id = text(at(vcs, 'commit')) ?? first(ci, 'GITHUB_SHA', 'CI_COMMIT_SHA', 'BITBUCKET_COMMIT', 'GIT_COMMIT')
  const ciSystem = text(at(metadata?.cicd, 'type'))
  return {
    commit:
      id === null
        ? null
        : {
            id,
            link: commitLink(ci, id),
            ref:
              text(at(vcs, 'ref')) ??
              first(ci, 'GITHUB_REF', 'CI_COMMIT_REF_NAME', 'BITBUCKET_BRANCH', 'BITBUCKET_TAG', 'GIT_BRANCH'),
            author: text(at(vcs, 'author')),
            hasUncommittedChanges: at(vcs, 'has_uncommitted_changes') === true,
          },
    run:
      ciSystem === null
        ? null
        : {
            system: ciSystem,
            link: runLink(ci),
            name: first(ci, 'GITHUB_REPOSITORY', 'CI_PROJECT_NAME', 'BITBUCKET_REPO_FULL_NAME', 'JOB_NAME'),
          },
    packer: text(at(packer, 'version')),
    plugins: list(at(packer, 'plugins')).flatMap((plugin) => joined(at(plugin, 'name'), at(plugin, 'version')) ?? []),
    system: joined(at(system, 'type'), at(at(system, 'details'), 'arch'), at(at(system, 'details'), 'version')),
    template: text(at(at(packer, 'options'), 'path')),
    only: texts(at(at(packer, 'options'), 'only')),
    except: texts(at(at(packer, 'options'), 'except')),
    variables: texts(at(at(packer, 'options'), 'vars')),
  }
}

function commitLink(ci: unknown, id: string): string | null {
  const github = link(text(at(ci, 'GITHUB_WORKFLOW_URL')))?.replace(/\/actions\/runs\/.*$/, '')
  if (github !== undefined) return `${github}/commit/${encodeURIComponent(id)}`
  const gitlab = link(text(at(ci, 'CI_PROJECT_URL')))
  if (gitlab !== null) return `${gitlab}/-/commit/${encodeURIComponent(id)}`
  const bitbucket = bitbucketRepository(ci)
  return bitbucket && `${bitbucket}/commits/${encodeURIComponent(id)}`
}

function runLink(ci: unknown): string | null {
  const reported = link(first(ci, 'GITHUB_WORKFLOW_URL', 'CI_PIPELINE_URL', 'CI_JOB_URL', 'BUILD_URL'))
  if (reported !== null) return reported
  const bitbucket = bitbucketRepository(ci)
  const number = text(at(ci, 'BITBUCKET_BUILD_NUMBER'))
  return bitbucket && number && `${bitbucket}/pipelines/results/${encodeURIComponent(number)}`
}

const bitbucketRepository = (ci: unknown): string | null => {
  const name = text(at(ci, 'BITBUCKET_REPO_FULL_NAME'))
  return name !== null && /^[\w.-]+\/[\w.-]+$/.test(name) ? `https://bitbucket.org/${name}` : null
}

/** An address that is safe to link to: http or https, and nothing that executes. */
function link(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? href.replace(/\/$/, '') : null
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : [])
const texts = (value: unknown): readonly string[] => list(value).flatMap((item) => text(item) ?? [])

const first = (value: unknown, ...keys: readonly string[]): string | null =>
  keys.map((key) => text(at(value, key))).find((found) => found !== null) ?? null

function joined(...values: readonly unknown[]): string | null {
  const found = values.flatMap((value) => text(value) ?? [])
  return found.length === 0 ? null : found.join(' ')
}
