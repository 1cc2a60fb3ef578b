// Holds answers against the OpenAPI documents themselves, not against what was generated from them.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export interface ContractOperation {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  /** Complaints about an answer; empty when it is as the contract says. */
  readonly check: (status: number, body: unknown) => readonly string[]
}

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Record<string, Schema>
  readonly items?: Schema
  readonly format?: string
}

interface Document {
  readonly paths: Record<string, Record<string, OperationDocument>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

interface OperationDocument {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly responses: Record<string, { content?: Record<string, { schema: Schema }> } | undefined>
}

const documents = [
  'packer-2023-01-01',
  'resource-manager-2019-12-10',
  'iam-2019-12-10',
  'operation-2020-05-05',
] as const

/** The document's schema, hardened: every field there and none besides, messages and times may be null, lists may not. */
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
  if (schema.format === 'date-time') return { type: ['string', 'null'], format: 'date-time' }
  if (schema.format) return { ...schema, format: undefined }
  return schema
}

function read(name: (typeof documents)[number]): [string, ContractOperation][] {
  const url = new URL(`../../contract/${name}.json`, import.meta.url)
  const document = JSON.parse(readFileSync(url, 'utf8')) as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const definitions = Object.fromEntries(
    Object.entries(document.components.schemas).map(([key, schema]) => [key, harden(schema, false)]),
  )
  ajv.addSchema({ $id: name, $defs: definitions })
  const validators = new Map<string, ReturnType<typeof ajv.compile>>()
  const validate = (schema: Schema, body: unknown): readonly string[] => {
    const ref = `${name}#/$defs/${schema.$ref?.split('/').at(-1) ?? ''}`
    const validator = validators.get(ref) ?? ajv.compile({ $ref: ref })
    validators.set(ref, validator)
    return validator(body)
      ? []
      : (validator.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, ContractOperation] => [
      `${name.startsWith('operation') ? 'OperationService_' : ''}${operation.operationId}`,
      {
        method: method.toUpperCase(),
        path,
        query: (operation.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map((parameter) => parameter.name),
        check: (status, body) => {
          // One operation of IAM has no answers at all in its document.
          if (Object.keys(operation.responses).length === 0) return []
          const response = operation.responses[status === 200 ? '200' : 'default']
          const schema = response?.content?.['application/json']?.schema
          return schema ? validate(schema, body) : [`the contract has no answer with status ${status}`]
        },
      },
    ]),
  )
}

/** Every operation of the served APIs by operationId; those of the operation API are called OperationService_*. */
export const contractOperations: ReadonlyMap<string, ContractOperation> = new Map(documents.flatMap(read))
