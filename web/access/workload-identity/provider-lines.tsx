// What a workload needs to authenticate by a provider: lines of a workflow for GitHub Actions, and elsewhere the file that Packer reads.
import type { Access } from '../../asking/use-access.ts'
import { Lines } from '../../parts/lines.tsx'
import { accessWords } from '../../words/access-words.ts'
import type { ServicePrincipal } from '../service-principals/service-principal.ts'
import { GITHUB_ISSUER, type Provider } from './provider.ts'

interface ProviderLinesProps {
  readonly access: Access
  readonly principal: ServicePrincipal
  readonly provider: Provider
}

const says = accessWords.workloadIdentity

export function ProviderLines({ access, principal, provider }: ProviderLinesProps) {
  const isGitHub = provider.oidc_config?.issuer_uri === GITHUB_ISSUER
  const label = isGitHub ? says.lines.gitHub : says.lines.file
  const projectId = principal.project_id || (access.projects[0]?.id ?? '')
  return (
    <details style={{ marginTop: 8 }}>
      <summary>{label}</summary>
      <Lines text={isGitHub ? workflowOf(principal, projectId, provider) : credentialFileOf(provider)} label={label} />
    </details>
  )
}

const workflowOf = (
  { organization_id: organizationId }: ServicePrincipal,
  projectId: string,
  { resource_name: name, oidc_config: oidc }: Provider,
) => `permissions: { contents: read, id-token: write }
env:
  HCP_API_ADDRESS: ${location.host}
  HCP_AUTH_URL: ${location.origin}
  HCP_ORGANIZATION_ID: ${organizationId}
  HCP_PROJECT_ID: ${projectId}
  HCP_PACKER_BUILD_FINGERPRINT: \${{ github.sha }}
  HCP_CRED_FILE: cred_file.json
  PROVIDER: ${name}
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: hashicorp/setup-packer@v3
      - name: Ask GitHub who we are
        run: |
          token=$(curl -sSf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
            "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=${encodeURIComponent(oidc?.allowed_audiences[0] ?? name)}" | jq -r .value)
          echo "::add-mask::$token"
          echo "IDENTITY_TOKEN=$token" >> "$GITHUB_ENV"
          jq -n '{scheme: "workload", workload: {provider_resource_name: env.PROVIDER, env: {var: "IDENTITY_TOKEN"}}}' > cred_file.json
      - run: packer init . && packer build .`

const credentialFileOf = ({ resource_name: name, aws_config: aws }: Provider) =>
  JSON.stringify(
    {
      scheme: 'workload',
      workload: { provider_resource_name: name, ...(aws ? { aws: {} } : { env: { var: 'IDENTITY_TOKEN' } }) },
    },
    null,
    2,
  )
