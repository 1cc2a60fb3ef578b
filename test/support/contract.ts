// Holds answers against the OpenAPI documents themselves, not against what was generated from them.
import assert from 'node:assert/strict'
import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { contractDocument, lastOf, type OperationDocument, type Schema } from './contract-document.ts'

export interface ContractOperation {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  /** The path parameter that is a resource name, with the patterns that it may have. */
  readonly resourceName: { readonly parameter: string; readonly patterns: readonly string[] } | null
  /** Complaints about an answer; empty when it is as the contract says. */
  readonly check: (status: number, body: unknown) => readonly string[]
}

const documents = [
  'packer-2023-01-01',
  'packer-2021-04-30',
  'packer-2022-12-02',
  'resource-manager-2019-12-10',
  'iam-2019-12-10',
  'operation-2020-05-05',
  'webhook-2023-05-31',
  'log-service-2021-03-30',
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

/** Both Packer APIs name their operations alike; those of the older one are told by its date. */
export function contractName(api: string, operationId: string): string {
  if (api.endsWith('2021-04-30')) return `2021-04-30/${operationId}`
  return api.startsWith('operation') ? `OperationService_${operationId}` : operationId
}

// Whether the documents are schemas themselves is asked in one test, and not by every process that reads them.
const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, validateSchema: false }))

function read(name: (typeof documents)[number]): [string, ContractOperation][] {
  const { schemas, operations } = contractDocument(name)
  const definitions = Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, harden(schema, false)]))
  ajv.addSchema({ $id: name, $defs: definitions })
  const validators = new Map<string, ReturnType<typeof ajv.compile>>()
  const validate = (schema: Schema, body: unknown): readonly string[] => {
    const ref = `${name}#/$defs/${lastOf(schema.$ref ?? '')}`
    const validator = validators.get(ref) ?? ajv.compile({ $ref: ref })
    validators.set(ref, validator)
    return validator(body)
      ? []
      : (validator.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
  }
  return operations.map(({ path, method, operation }): [string, ContractOperation] => [
    contractName(name, operation.operationId),
    {
      method,
      path,
      query: (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => parameter.name),
      resourceName: resourceNameOf(operation),
      check: (status, body) => {
        // One operation of IAM has no answers at all in its document.
        if (Object.keys(operation.responses).length === 0) return []
        const response = operation.responses[status === 200 ? '200' : 'default']
        const schema = response?.content?.['application/json']?.schema
        // The oldest clients read the message of an error from a field that the document does not have.
        const isLegacyError = name === 'packer-2021-04-30' && status !== 200
        if (isLegacyError && withoutError(body) === undefined) return ['the error repeats its message in no "error"']
        const sent = isLegacyError ? withoutError(body) : body
        return schema ? validate(schema, sent) : [`the contract has no answer with status ${status}`]
      },
    },
  ])
}

function resourceNameOf({ parameters = [] }: OperationDocument): ContractOperation['resourceName'] {
  const [found] = parameters.flatMap(({ name, 'x-resource-names': patterns }) =>
    patterns ? [{ parameter: name, patterns }] : [],
  )
  return found ?? null
}

/** The body without its `error`; undefined when that is not what `message` says. */
function withoutError(body: unknown): unknown {
  const { error, ...rest } = body as { readonly error?: unknown; readonly message?: unknown }
  return error === rest.message ? rest : undefined
}

/**
 * Every operation of the served APIs by operationId. Those of the operation API are called OperationService_*, those of
 * packer 2021-04-30 are called 2021-04-30/*.
 */
export const contractOperations: ReadonlyMap<string, ContractOperation> = new Map(documents.flatMap(read))

/** Complaints about the hardened documents as schemas; empty when they are. */
export const schemaComplaints = (): readonly string[] =>
  documents.flatMap((name) => {
    const { schema } = ajv.schemas[name] ?? assert.fail(`${name} was not read`)
    return ajv.validateSchema(schema) === true ? [] : [`${name}: ${ajv.errorsText()}`]
  })
