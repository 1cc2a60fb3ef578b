// The schemas that responses must match: those of the documents, made stricter.
import type { ContractDocument } from '../../scripts/contract-documents.ts'
import { contractDocument, type OperationDocument, type Schema } from './contract-document.ts'

/** The variable that names the folder of a whole run's compiled schemas. */
export const VALIDATORS = 'ASSAY_TEST_VALIDATORS'

/** By their names in the document. */
export const hardenedSchemas = (name: ContractDocument): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(contractDocument(name).schemas).map(([key, schema]) => [key, harden(schema, false)]),
  )

/** Requires every field and allows no others. Messages and times may be null, lists may not. */
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

/** The schema of a response with this status: of its body, of each of its lines, or of the data of each event. */
export const answerOf = (operation: OperationDocument, status: number): Schema | undefined =>
  (
    contentOf(operation, status)?.['application/json'] ??
    contentOf(operation, status)?.['text/event-stream'] ??
    linesOf(operation, status)
  )?.schema

/** The content of a response that consists of lines, each of them a message; undefined for other responses. */
export const linesOf = (operation: OperationDocument, status: number) =>
  contentOf(operation, status)?.['application/x-ndjson']
