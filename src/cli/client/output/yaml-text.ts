import { Document, isScalar, visit } from 'yaml'
import { escapedText, isPrintable } from './printable.ts'

/** A file of its own, loaded by those who want it: it is larger than all else that a command needs. */
export function yamlText(value: unknown): string {
  const document = new Document(value)
  visit(document, (_, node) => {
    if (isScalar(node) && typeof node.value === 'string' && !isPrintable(node.value)) node.type = 'QUOTE_DOUBLE'
  })
  // Strings stay on one line each: what somebody wrote begins no line of its own.
  return escapedText(document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })).trimEnd()
}
