// How the same is asked for without pages: what a script sends.
import type { Operations } from '../../src/client/apis.ts'
import type { Asked } from '../../src/client/client.ts'
import type { OperationName } from '../asking/use-answer.ts'
import { words } from '../words/words.ts'
import { curlLines } from './curl-lines.ts'
import { Lines } from './lines.tsx'

interface EquivalentCallProps<Name extends OperationName> {
  readonly operation: Name
  readonly request: Asked<Operations[Name]>
  /** Where the call is not what has just been done, but the way back from it. */
  readonly title?: string
}

export function EquivalentCall<Name extends OperationName>({ operation, request, title }: EquivalentCallProps<Name>) {
  return (
    <details>
      <summary>{title ?? words.equivalent.title}</summary>
      <Lines text={curlLines(operation, request)} label={words.equivalent.curl} />
    </details>
  )
}
