export const workloadWords = {
  says: 'Programs need no key when their platform vouches for them: GitHub Actions jobs, Kubernetes pods, AWS machines.',
  ofWhom: 'Service principal',
  choose: 'Choose who programs act as',
  makeOne: 'Create a service principal first',
  rolesOf: (name: string) => `Roles and keys of ${name}`,
  none: 'No providers yet. Create one to let programs sign in without a key.',
  name: 'Letters, digits and hyphens. It cannot be changed later.',
  kind: 'Type of provider',
  kinds: { oidc: 'An issuer (OpenID Connect)', aws: 'AWS' },
  issuer: 'Issuer',
  audiences: 'Audiences',
  audiencesHint: 'Who a token must be issued for. Leave empty to require the resource name of this provider.',
  itself: 'the resource name of this provider',
  accountId: 'AWS account',
  accountHint: 'The 12 digits of an AWS account',
  condition: 'Condition',
  conditionHint:
    'What else must be true of a program. This keeps out everybody else on the same platform. ==, !=, in, contains, matches, is empty; and, or, not, parentheses.',
  changed: 'Updated',
  examples: {
    oidc: [
      ['GitHub: one branch', 'jwt_claims.repository == `acme/images` and jwt_claims.ref == `refs/heads/main`'],
      ['GitLab: one project', 'jwt_claims.project_path == `acme/images` and jwt_claims.ref_protected == `true`'],
      ['Kubernetes: one account', 'jwt_claims.sub == `system:serviceaccount:builds:packer`'],
    ],
    aws: [
      ['One role', 'aws.arn matches `^arn:aws:sts::123456789012:assumed-role/packer/`'],
      ['Any role in the account', 'aws.arn is not empty'],
    ],
  },
  making: { title: 'Create a provider', action: 'Create provider' },
  changing: { title: 'Change', action: (name: string) => `Change ${name}` },
  deleting: {
    title: 'Delete',
    action: (name: string) => `Delete ${name}`,
    says: 'Programs can no longer sign in through this provider. Those that did are refused within five seconds. This cannot be undone.',
  },
  lines: {
    gitHub: 'Workflow for GitHub Actions',
    file: 'File for HCP_CRED_FILE, with Packer 1.14.2 or later',
  },
} as const
