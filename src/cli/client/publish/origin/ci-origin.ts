import type { Variables } from '../../../../client/environment.ts'
import { usage } from '../../client-failure.ts'
import type { OriginPart } from './origin-part.ts'

interface CiSystem {
  readonly type: string
  /** A variable that every job of the system has, and nothing else. */
  readonly sign: string
  /** The variables to report if they are set. */
  readonly told: readonly string[]
  /** Values composed of several variables. */
  readonly made?: (variables: Variables) => Readonly<Record<string, string>>
}

/**
 * The systems that Packer detects, in the order in which it looks for them, with the variables that it sends
 * (internal/hcp/registry/metadata/cicd.go).
 */
const systems: readonly CiSystem[] = [
  {
    type: 'jenkins',
    sign: 'JENKINS_URL',
    told: [
      ...['JENKINS_URL', 'BUILD_URL', 'NODE_NAME', 'JOB_NAME', 'JOB_URL', 'BUILD_NUMBER', 'BUILD_ID', 'BUILD_TAG'],
      ...['WORKSPACE', 'BUILD_CAUSE', 'GIT_COMMIT', 'GIT_BRANCH', 'GIT_URL', 'GIT_AUTHOR_NAME', 'GIT_COMMITTER_EMAIL'],
      'GIT_PREVIOUS_SUCCESSFUL_COMMIT',
    ],
  },
  {
    type: 'github',
    sign: 'GITHUB_ACTIONS',
    told: [
      ...['GITHUB_REPOSITORY', 'GITHUB_REPOSITORY_ID', 'GITHUB_SHA', 'GITHUB_REF', 'GITHUB_ACTOR', 'GITHUB_ACTOR_ID'],
      ...['GITHUB_TRIGGERING_ACTOR', 'GITHUB_EVENT_NAME', 'GITHUB_JOB'],
    ],
    made: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run }) =>
      server && repository && run ? { GITHUB_WORKFLOW_URL: `${server}/${repository}/actions/runs/${run}` } : {},
  },
  {
    type: 'gitlab',
    sign: 'GITLAB_CI',
    told: [
      ...['CI_PROJECT_NAME', 'CI_PROJECT_ID', 'CI_PROJECT_URL', 'CI_COMMIT_SHA', 'CI_COMMIT_REF_NAME'],
      ...[
        'GITLAB_USER_NAME',
        'GITLAB_USER_ID',
        'CI_PIPELINE_SOURCE',
        'CI_PIPELINE_URL',
        'CI_JOB_URL',
        'CI_SERVER_NAME',
      ],
      'CI_REGISTRY_IMAGE',
    ],
  },
  {
    type: 'bitbucket',
    sign: 'BITBUCKET_BUILD_NUMBER',
    told: [
      ...['REPO_FULL_NAME', 'REPO_UUID', 'WORKSPACE', 'COMMIT', 'BRANCH', 'TAG', 'BUILD_NUMBER', 'PIPELINE_UUID'],
      ...['STEP_UUID', 'DEPLOYMENT_ENVIRONMENT', 'PR_ID', 'PR_DESTINATION_BRANCH', 'PROJECT_KEY', 'PROJECT_UUID'],
    ].map((name) => `BITBUCKET_${name}`),
  },
]

/** The CI job that this process runs in. */
export function ciOrigin(variables: Variables): OriginPart {
  const system = systems.find(({ sign }) => variables[sign] !== undefined)
  if (system === undefined)
    throw usage(
      `--ci: this is not a job of Jenkins, GitHub Actions, GitLab or Bitbucket: none of ${systems.map(({ sign }) => sign).join(', ')} is set. Omit --ci`,
    )
  const told = system.told.flatMap((name) => {
    const value = variables[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { type: system.type, details: { ...Object.fromEntries(told), ...system.made?.(variables) } }
}
