// What answers must be, as schemas: those of the documents, hardened.
import type { ContractDocument } from '../../scripts/contract-documents.ts'
import { contractDocument, type OperationDocument, type Schema } from './contract-document.ts'

/** Names the folder where those of a whole run are, compiled. */
export const VALIDATORS = 'ASSAY_TEST_VALIDATORS'

/** By their names in the document. */
export const hardenedSchemas = (name: ContractDocument): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(contractDocument(name).schemas).map(([key, schema]) => [key, harden(schema, false)]),
  )

/** Every field there and none besides, messages and times may be null, lists may not. */
function harden(schema: Schema, isMember: boolean): unknown {
  if (schema.$ref) {
    const ref = { $ref: schema.$ref.replace('#/components/schemas/', '#/$defs/') }
    return isMember ? { anyOf: [ref, { type: 'null' }] } : ref
  }
  if (schema.properties) {
    const isAny = '@type' in schema.properties
    return {
      ...schema,
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, member]) => [name, harden(member, true)]),
      ),
      required: Object.keys(schema.properties),
      ...(isAny ? {} : { additionalProperties: false }),
    }
  }
  if (schema.items) return { ...schema, items: harden(schema.items, false) }
  if (typeof schema.additionalProperties === 'object')
    return { ...schema, additionalProperties: harden(schema.additionalProperties, false) }
  if (schema.format === 'date-time') return { type: ['string', 'null'], format: 'date-time' }
  if (schema.format) return { ...schema, format: undefined }
  return schema
}

const contentOf = ({ responses }: OperationDocument, status: number) =>
  responses[status === 200 ? '200' : 'default']?.content

/** What the document calls the schema of such an answer, of each line of it, or of the data of each event. */
export const answerOf = (operation: OperationDocument, status: number): Schema | undefined =>
  (
    contentOf(operation, status)?.['application/json'] ??
    contentOf(operation, status)?.['text/event-stream'] ??
    linesOf(operation, status)
  )?.schema

/** Whether such an answer is lines, each a message. */
export const linesOf = (operation: OperationDocument, status: number) =>
  contentOf(operation, status)?.['application/x-ndjson']
