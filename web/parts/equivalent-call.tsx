// The same operation without the pages: the call that a script makes.
import type { Operations } from '../../src/client/apis.ts'
import type { Asked } from '../../src/client/client.ts'
import type { OperationName } from '../asking/use-answer.ts'
import { words } from '../words/words.ts'
import { curlLines } from './curl-lines.ts'
import { Lines } from './lines.tsx'

interface EquivalentCallProps<Name extends OperationName> {
  readonly operation: Name
  readonly request: Asked<Operations[Name]>
  /** Set when the call does not repeat what has just been done but undoes it. */
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
