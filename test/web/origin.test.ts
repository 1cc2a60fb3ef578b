// What pages read from the metadata of a build: commits and runs, with links that lead where they say, and nowhere
// else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { originOf } from '../../web/version/origin.ts'

const ofCi = (type: string, details: object) => originOf({ packer: null, vcs: null, cicd: { type, details } })

test('a commit and a run are linked where they are kept', () => {
  const told = [
    ofCi('github', {
      GITHUB_SHA: 'abc',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_REPOSITORY: 'example/images',
      GITHUB_WORKFLOW_URL: 'https://github.example/example/images/actions/runs/1',
    }),
    ofCi('gitlab', {
      CI_COMMIT_SHA: 'abc',
      CI_PROJECT_URL: 'https://gitlab.example/group/images',
      CI_PIPELINE_URL: 'https://gitlab.example/group/images/-/pipelines/2',
    }),
    ofCi('bitbucket', {
      BITBUCKET_COMMIT: 'abc',
      BITBUCKET_REPO_FULL_NAME: 'group/images',
      BITBUCKET_BUILD_NUMBER: '3',
    }),
    ofCi('jenkins', { GIT_COMMIT: 'abc', BUILD_URL: 'https://jenkins.example/job/images/4/' }),
  ]
  assert.deepEqual(
    told.map(({ commit, run }) => [commit?.link, run?.link]),
    [
      ['https://github.example/example/images/commit/abc', 'https://github.example/example/images/actions/runs/1'],
      ['https://gitlab.example/group/images/-/commit/abc', 'https://gitlab.example/group/images/-/pipelines/2'],
      ['https://bitbucket.org/group/images/commits/abc', 'https://bitbucket.org/group/images/pipelines/results/3'],
      [null, 'https://jenkins.example/job/images/4'],
    ],
  )
})

test('what is no address of the web is no link', () => {
  const addresses = ['javascript:alert(1)', '//actions/runs/', 'data:text/html,x', 'file:///etc/passwd', '']
  for (const address of addresses) {
    const { commit, run } = ofCi('github', { GITHUB_SHA: 'abc', GITHUB_WORKFLOW_URL: address })
    assert.deepEqual([commit?.link, run?.link], [null, null], address)
  }
  const { commit } = ofCi('bitbucket', { BITBUCKET_COMMIT: 'abc', BITBUCKET_REPO_FULL_NAME: '../..@evil.example/x' })
  assert.equal(commit?.link, null)
})

test('metadata of any shape is read as far as it goes', () => {
  const shapes: readonly unknown[] = [null, undefined, 7, 'text', [], {}, { details: null }, { details: { commit: 7 } }]
  for (const shape of shapes) {
    const origin = originOf({ packer: shape, vcs: shape, cicd: shape })
    assert.deepEqual([origin.commit, origin.run, origin.packer, origin.plugins], [null, null, null, []])
  }
  const { packer, plugins, system, variables, commit } = originOf({
    packer: {
      version: '1.14.2',
      plugins: [{ name: 'amazon', version: '1.3.9' }, null],
      os: { type: 'linux', details: { arch: 'amd64' } },
      options: { vars: ['region'] },
    },
    vcs: { type: 'git', details: { commit: 'def', author: 'Ada', has_uncommitted_changes: true } },
    cicd: null,
  })
  assert.deepEqual([packer, plugins, system, variables], ['1.14.2', ['amazon 1.3.9'], 'linux amd64', ['region']])
  assert.deepEqual(commit, { id: 'def', link: null, ref: null, author: 'Ada', hasUncommittedChanges: true })
})
