// How the same is asked for without pages: what a script sends.
import { currentApi, type Operations } from '../../src/client/apis.ts'
import type { Asked } from '../../src/client/client.ts'
import { type AskedValues, operationRequest } from '../../src/client/operation-request.ts'
import type { OperationName } from '../asking/use-answer.ts'
import { words } from '../words/words.ts'
import { Lines } from './lines.tsx'

interface EquivalentCallProps<Name extends OperationName> {
  readonly operation: Name
  readonly request: Asked<Operations[Name]>
}

export function EquivalentCall<Name extends OperationName>({ operation, request }: EquivalentCallProps<Name>) {
  return (
    <details>
      <summary>{words.equivalent.title}</summary>
      <Lines text={curlOf(operation, request)} label={words.equivalent.curl} />
    </details>
  )
}

/** For a shell: what is in single quotes stands for itself. */
export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** As somebody with an access token sends it. */
export function curlOf(operation: OperationName, request: AskedValues): string {
  const entry = currentApi.operations[operation]
  const { method, url, body } = operationRequest(operation, entry, request, { apiUrl: location.origin, location: {} })
  const lines = [
    `curl --request ${method} ${quoted(url)}`,
    '  --header "Authorization: Bearer $ASSAY_TOKEN"',
    ...(body === undefined ? [] : [`  --json ${quoted(body)}`]),
  ]
  return lines.join(' \\\n')
}
