import { Document, isScalar, visit } from 'yaml'
import { escapedText, isPrintable } from './printable.ts'

/** The value as YAML. The library is larger than everything else that a command needs, so this file is loaded on demand. */
export function yamlText(value: unknown): string {
  const document = new Document(value)
  visit(document, (_, node) => {
    if (isScalar(node) && typeof node.value === 'string' && !isPrintable(node.value)) node.type = 'QUOTE_DOUBLE'
  })
  // Each string stays on one line, so that text from another user cannot begin a line of its own.
  return escapedText(document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })).trimEnd()
}
