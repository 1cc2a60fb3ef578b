// Calls for a shell, as it runs them: first a token for whoever asks, then what they ask for.
import { currentApi } from '../../src/client/apis.ts'
import { type AskedValues, operationRequest } from '../../src/client/operation-request.ts'
import type { OperationName } from '../asking/use-answer.ts'
import { words } from '../words/words.ts'

/** For a shell: what is in single quotes stands for itself. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Has curl trust `ca.pem` where that is, else what credentials.env names, and keeps an access token in `$token`. */
const tokenLines = () =>
  [
    `# ${words.equivalent.key}`,
    `# ca.pem: ${words.registry.first.authority}`,
    // Whatever else curl is told to trust by its surroundings would come first.
    'if [ -e ca.pem ]; then export CURL_CA_BUNDLE=ca.pem',
    'elif [ -n "$SSL_CERT_FILE" ]; then export CURL_CA_BUNDLE="$SSL_CERT_FILE"; fi',
    'token=$(curl --silent --show-error --fail \\',
    '  --user "${HCP_CLIENT_ID:?}:${HCP_CLIENT_SECRET:?}" --data grant_type=client_credentials \\',
    `  ${quoted(`${location.origin}/oauth2/token`)} | jq -r .access_token)`,
  ].join('\n')

/** `silently`: without its progress, where another program reads what it writes. */
export function curlLines(
  operation: OperationName,
  request: AskedValues,
  { silently = false }: { readonly silently?: boolean } = {},
): string {
  const entry = currentApi.operations[operation]
  const { method, url, body } = operationRequest(operation, entry, request, { apiUrl: location.origin, location: {} })
  const lines = [
    `curl ${silently ? '--silent ' : ''}--request ${method} ${quoted(url)}`,
    '  --header "Authorization: Bearer ${token:?}"',
    ...(body === undefined ? [] : [`  --json ${quoted(body)}`]),
  ]
  return `${tokenLines()}\n${lines.join(' \\\n')}`
}
