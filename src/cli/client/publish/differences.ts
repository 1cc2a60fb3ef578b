import type { Build } from '../registry/build/build-list.ts'
import { imageText, type Publication, type PublishedBuild } from './publication.ts'

/**
 * What keeps the builds of a version from being those of a publication or, if the version is not complete, from becoming them. One line for
 * each difference.
 */
export function differences(there: readonly Build[], { builds }: Publication, isComplete: boolean): readonly string[] {
  const strange = there
    .filter((build) => !builds.some(({ componentType }) => componentType === build.component_type))
    .map((build) => `it also has the build ${build.component_type}`)
  return [
    ...strange,
    ...builds.flatMap((build) => {
      const found = there.find(({ component_type: type }) => type === build.componentType)
      if (found !== undefined) return buildDifferences(found, build)
      return isComplete ? [`it lacks the build ${build.componentType}`] : []
    }),
  ]
}

function buildDifferences(there: Build, here: PublishedBuild): readonly string[] {
  const of = `of ${here.componentType}`
  const isDone = there.status === 'BUILD_DONE'
  const images = isDone || there.artifacts.length > 0 ? imageDifferences(there, here) : []
  const labels = Object.entries(here.labels).flatMap(([key, value]) => {
    const known = there.labels[key]
    if (known === value || (known === undefined && !isDone)) return []
    return [
      `the label ${key} ${of} is ${known === undefined ? 'missing' : JSON.stringify(known)}, not ${JSON.stringify(value)}`,
    ]
  })
  return [
    ...(there.platform !== '' && there.platform !== here.platform
      ? [`the platform ${of} is ${there.platform}, not ${here.platform}`]
      : []),
    ...images.map((line) => `${line} ${of}`),
    ...labels,
  ]
}

function imageDifferences(there: Build, here: PublishedBuild): readonly string[] {
  const known = new Set(there.artifacts.map(imageText))
  const wanted = new Set(here.artifacts.map(imageText))
  return [
    ...[...known.difference(wanted)].map((image) => `it has the image ${image}`),
    ...[...wanted.difference(known)].map((image) => `it lacks the image ${image}`),
  ]
}
