export const workloadWords = {
  says: 'A platform can vouch for its programs, so that they need no key: a job of GitHub Actions, a pod, a machine of AWS.',
  ofWhom: 'Service principal',
  choose: 'Choose whom they act as',
  makeOne: 'Make a service principal first',
  rolesOf: (name: string) => `Roles and keys of ${name}`,
  none: 'No platform vouches for it yet.',
  name: 'Letters, digits and hyphens; it never changes.',
  kind: 'Who vouches',
  kinds: { oidc: 'An issuer (OpenID Connect)', aws: 'AWS' },
  issuer: 'Issuer',
  audiences: 'Audiences',
  audiencesHint: 'For whom a token must be meant. With none: for this provider, by its resource name.',
  itself: 'this provider, by its resource name',
  accountId: 'AWS account',
  accountHint: 'The 12 digits of an AWS account',
  condition: 'Condition',
  conditionHint:
    'What must be true of a program besides. This is what keeps all others of the same platform out. ==, !=, in, contains, matches, is empty; and, or, not, parentheses.',
  changed: 'Changed',
  examples: {
    oidc: [
      ['GitHub: one branch', 'jwt_claims.repository == `acme/images` and jwt_claims.ref == `refs/heads/main`'],
      ['GitLab: one project', 'jwt_claims.project_path == `acme/images` and jwt_claims.ref_protected == `true`'],
      ['Kubernetes: one account', 'jwt_claims.sub == `system:serviceaccount:builds:packer`'],
    ],
    aws: [
      ['One role', 'aws.arn matches `^arn:aws:sts::123456789012:assumed-role/packer/`'],
      ['Any role of the account', 'aws.arn is not empty'],
    ],
  },
  making: { title: 'Have a platform vouch', action: 'Make the provider' },
  changing: { title: 'Change', action: (name: string) => `Change ${name}` },
  deleting: {
    title: 'Delete',
    action: (name: string) => `Delete ${name}`,
    says: 'The platform vouches for nobody here any more: what was let in by it is out within five seconds. This cannot be undone.',
  },
  lines: {
    gitHub: 'The workflow for GitHub Actions',
    file: 'The file that HCP_CRED_FILE names, for Packer from 1.14.2',
  },
} as const
