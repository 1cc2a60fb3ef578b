// Calls as lines for a shell: first a token for the caller, then the call itself.
import { currentApi } from '../../src/client/apis.ts'
import { type AskedValues, operationRequest } from '../../src/client/operation-request.ts'
import type { OperationName } from '../asking/use-answer.ts'
import { words } from '../words/words.ts'

/** Quotes a text for a shell: nothing in single quotes has a special meaning. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Has curl trust `ca.pem` if it exists, otherwise the file that credentials.env names, and stores an access token in `$token`. */
const tokenLines = () =>
  [
    `# ${words.equivalent.key}`,
    `# ca.pem: ${words.registry.first.authority}`,
    // Any other value of CURL_CA_BUNDLE in the environment would take precedence.
    'if [ -e ca.pem ]; then export CURL_CA_BUNDLE=ca.pem',
    'elif [ -n "$SSL_CERT_FILE" ]; then export CURL_CA_BUNDLE="$SSL_CERT_FILE"; fi',
    'token=$(curl --silent --show-error --fail \\',
    '  --user "${HCP_CLIENT_ID:?}:${HCP_CLIENT_SECRET:?}" --data grant_type=client_credentials \\',
    `  ${quoted(`${location.origin}/oauth2/token`)} | jq -r .access_token)`,
  ].join('\n')

/** `silently` suppresses curl's progress meter, for output that another program reads. */
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
