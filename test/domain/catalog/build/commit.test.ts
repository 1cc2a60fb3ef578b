import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commitOf } from '../../../../src/domain/catalog/build/commit.ts'

const SHA = '3F786850E387550FDAB836ED7E6DC881DE23001B'
const vcs = (details: unknown) => ({ packer: null, cicd: null, vcs: { type: 'git', details } })

test('the commit of a build is that of the working directory, in lower case', () => {
  assert.equal(commitOf({ labels: { git_sha: 'abcdef0' }, metadata: vcs({ commit: SHA }) }), SHA.toLowerCase())
})

test('where that is not told it is that of the template', () => {
  for (const metadata of [null, vcs(null), vcs([]), vcs({ commit: 7 }), { packer: null, cicd: null, vcs: 'git' }])
    assert.equal(commitOf({ labels: { git_sha: SHA }, metadata }), SHA.toLowerCase())
})

test('what is no commit is none', () => {
  for (const commit of ['', 'main', 'abcdef', 'g123456', `${SHA}${SHA}`])
    assert.equal(commitOf({ labels: { git_sha: commit }, metadata: vcs({ commit }) }), null)
})
