// The differences between two versions. The functions are pure, so that the board's panel and the comparison page agree.
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { provenanceOf } from './provenance.ts'

export type WholeVersion = NonNullable<Answer<Operations['PackerService_GetVersion']>['version']>
type Build = WholeVersion['builds'][number]

/** A named value on both sides; null on the side that does not have it. */
export interface Change {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

export const isNew = ({ before }: Change): boolean => before === null
export const isGone = ({ after }: Change): boolean => after === null
export const isOther = ({ before, after }: Change): boolean => before !== after

type Named = readonly [name: string, value: string]

/** Joins the values that several builds have for the same name. */
function valuesOf(named: Iterable<Named>): ReadonlyMap<string, string> {
  const values = new Map<string, Set<string>>()
  for (const [name, value] of named) {
    const known = values.get(name) ?? new Set()
    values.set(name, known.add(value))
  }
  return new Map([...values].map(([name, known]) => [name, [...known].sort().join(', ')]))
}

export function changesBetween(before: Iterable<Named>, after: Iterable<Named>): readonly Change[] {
  const old = valuesOf(before)
  const present = valuesOf(after)
  return [...new Set([...old.keys(), ...present.keys()])]
    .sort()
    .map((name) => ({ name, before: old.get(name) ?? null, after: present.get(name) ?? null }))
}

/** `from` is null when there is no version to compare with: everything is then new. */
export function differencesOf(from: WholeVersion | null, to: WholeVersion) {
  const changes = (named: (build: Build) => readonly Named[]) =>
    changesBetween((from?.builds ?? []).flatMap(named), to.builds.flatMap(named))
  return {
    builds: changes(({ component_type: name, platform }) => [[name, platform]]),
    platforms: changes(({ platform }) => [[platform, platform]]),
    regions: changes(({ platform, artifacts }) =>
      artifacts.map(({ region }) => [`${platform} ${region}`, region] as const),
    ),
    artifacts: changes(({ component_type: name, artifacts }) =>
      artifacts.map(({ region, external_identifier: id }) => [`${name} ${region}`, id] as const),
    ),
    labels: changes(({ labels }) => Object.entries(labels)),
    tools: changesBetween(toolsOf(from), toolsOf(to)),
  }
}

export type Differences = ReturnType<typeof differencesOf>

const toolsOf = (version: WholeVersion | null): readonly Named[] => (version ? provenanceOf(version).tools : [])

/** The number in `v7`; 0 for an incomplete version. */
export const numberOf = (name: string): number => Number(/^v(\d+)$/.exec(name)?.[1] ?? 0)
