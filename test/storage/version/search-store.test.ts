import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { aBucket, aBuild, anArtifact, at, aVersion, storedProject } from '../arrange.ts'
import type { Matches, SearchScope, VersionMatch } from '../../../src/domain/catalog/search/search-store.ts'
import type { OpenStore } from '../../../src/storage/open.ts'

const vcs = (commit: string) => ({ packer: null, cicd: null, vcs: { type: 'git', details: { commit } } })

/** A project with buckets of these names, each with a version whose build has an artifact and a commit. */
async function arranged(store: OpenStore, names: readonly string[], labels: Readonly<Record<string, string>> = {}) {
  const { project } = await storedProject(store)
  await store.transaction(async ({ buckets, versions, builds }) => {
    for (const [index, name] of names.entries()) {
      const bucket = aBucket(project, { name, labels })
      const version = aVersion(bucket, { id: `v-${bucket.id}`, fingerprint: `fp-${index}` })
      await buckets.insert(bucket)
      await versions.insert(version)
      const artifacts = [anArtifact({ externalIdentifier: `ami-${index}` })]
      await builds.insert(aBuild(version, { artifacts, metadata: vcs(`C0FFEE${index}`) }))
    }
  })
  return { project, scope: { projectId: project.id, names: null } }
}
const texts = (matches: { readonly found: readonly { readonly text: string }[]; readonly more: boolean }) => [
  ...matches.found.map(({ text }) => text),
  ...(matches.more ? ['...'] : []),
]
const namesOf = (matches: { readonly found: readonly { readonly name: string }[]; readonly more: boolean }) => [
  ...matches.found.map(({ name }) => name),
  ...(matches.more ? ['...'] : []),
]

describePort('search', (store) => {
  test('buckets are found by the beginning of their names, in order, as many as are asked for', async () => {
    const { scope } = await arranged(store(), ['web-b', 'web-a', 'base', 'web-c'])
    const { search } = store()
    assert.deepEqual(namesOf(await search.bucketsBeginning(scope, 'web', 3)), ['web-a', 'web-b', 'web-c'])
    assert.deepEqual(namesOf(await search.bucketsBeginning(scope, 'web', 2)), ['web-a', 'web-b', '...'])
    assert.deepEqual(namesOf(await search.bucketsBeginning({ ...scope, names: ['web-c'] }, 'web', 2)), ['web-c'])
    assert.deepEqual(namesOf(await search.bucketsBeginning({ ...scope, projectId: 'other' }, 'web', 2)), [])
  })

  test('and by any part of their names, in any case, or a label, beyond any number of others', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => `image-${10_000 + index}`)
    const { scope } = await arranged(store(), ['An-Ubuntu', ...many, 'z-ubuntu'])
    const { search } = store()
    assert.deepEqual(namesOf(await search.bucketsWith(scope, 'UBUNTU', [], 3)), ['An-Ubuntu', 'z-ubuntu'])
    assert.deepEqual(namesOf(await search.bucketsWith(scope, 'ubuntu', [], 1)), ['An-Ubuntu', '...'])
    assert.deepEqual(namesOf(await search.bucketsWith(scope, '_buntu', [], 3)), [])
    const labelled = await arranged(store(), ['labelled'], { 'a "b"': '50% \\ off', team: 'web' })
    for (const label of ['team', 'web', 'a "b"', ['team', 'web'], ['a "b"', '50% \\ off']] as const)
      assert.deepEqual(namesOf(await search.bucketsWith(labelled.scope, 'none', [label], 3)), ['labelled'])
    for (const label of ['tea', ['team', 'we'], ['a "b"', '50_ \\ off']] as const)
      assert.deepEqual(namesOf(await search.bucketsWith(labelled.scope, 'none', [label], 3)), [])
  })

  test('versions, artifacts and commits are found by how they begin, in live buckets of the project', async () => {
    const { project, scope } = await arranged(store(), ['one', 'two', 'three'])
    await arranged(store(), ['one', 'two'])
    const { search } = store()
    type Find = (where: SearchScope, text: string, limit: number) => Promise<Matches<VersionMatch>>
    const ways: readonly (readonly [Find, string])[] = [
      [(...asked) => search.versions(...asked), 'fp-'],
      [(...asked) => search.artifacts(...asked), 'ami-'],
      [(...asked) => search.commits(...asked), 'c0ffee'],
    ]
    for (const [find, text] of ways) {
      const all = ['0', '1', '2'].map((number) => text + number)
      assert.deepEqual(texts(await find(scope, text, 5)), all)
      assert.deepEqual(texts(await find(scope, text, 2)), [...all.slice(0, 2), '...'])
      assert.deepEqual(texts(await find(scope, `${text}1`, 5)), [`${text}1`])
      assert.deepEqual(texts(await find({ ...scope, names: ['three'] }, text, 5)), [`${text}2`])
    }
    const [artifact] = (await search.artifacts(scope, 'ami-1', 5)).found
    assert.deepEqual([artifact?.region, artifact?.platform], ['eu-west-1', 'aws'])
    const two = await store().buckets.find(project.id, 'two')
    await store().transaction(({ buckets }) => buckets.delete(two?.id ?? '', at(1)))
    for (const [find, text] of ways) assert.deepEqual(texts(await find(scope, text, 5)), [`${text}0`, `${text}2`])
  })

  test('what is far behind that of other projects is found, up to some thousand rows', async () => {
    const crowd = async (count: number, prefix: string) => {
      const { project } = await storedProject(store())
      const bucket = aBucket(project)
      await store().transaction(async ({ buckets, versions }) => {
        await buckets.insert(bucket)
        for (let number = 0; number < count; number += 1)
          await versions.insert(aVersion(bucket, { fingerprint: `${prefix}${10_000 + number}` }))
      })
      return { projectId: project.id, names: null }
    }
    await crowd(1200, 'far-a')
    const scope = await crowd(2, 'far-b')
    assert.deepEqual(texts(await store().search.versions(scope, 'far-', 5)), ['far-b10000', 'far-b10001'])
  })
})
