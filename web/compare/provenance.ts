// The provenance of a version: the commit of the first build that has one, and the tools of all builds. As a rule one run of Packer makes
// them all.
import { type Commit, originOf } from '../version/origin.ts'
import type { WholeVersion } from './differences.ts'

export interface Provenance {
  readonly commit: Commit | null
  /** Packer and its plugins, each with its version. */
  readonly tools: readonly (readonly [name: string, version: string])[]
}

export function provenanceOf({ builds }: WholeVersion): Provenance {
  const origins = builds.map(({ metadata }) => originOf(metadata))
  return {
    commit: origins.find(({ commit }) => commit !== null)?.commit ?? null,
    tools: origins.flatMap(({ packer, plugins }) => [
      ...(packer === null ? [] : [['Packer', packer] as const]),
      ...plugins.map(nameAndVersion),
    ]),
  }
}

/** `github.com/hashicorp/amazon 1.3.9` */
const nameAndVersion = (plugin: string) => {
  const [name = '', version = ''] = plugin.split(' ')
  return [name, version] as const
}

const COMMIT = /^[0-9a-f]{7,64}$/
/** Hosts that show a commit at such an address show the commits between two at `/compare/`. */
const ONE_COMMIT = /\/commit\/$/

/** The address of the commits between two versions; null when it cannot be known. */
export function commitRangeUrl(from: Commit, to: Commit): string | null {
  if (!COMMIT.test(from.id) || !COMMIT.test(to.id)) return null
  const [before, after] = [from, to].map(({ id, link }) => link?.slice(0, -id.length))
  if (after === undefined || after !== before || !ONE_COMMIT.test(after)) return null
  return `${after.replace(ONE_COMMIT, '/compare/')}${from.id}...${to.id}`
}
