// Checks responses against the OpenAPI documents themselves, not against the code generated from them.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { noteAnswered } from './answered-operations.ts'
import { contractDocument, lastOf, type OperationDocument, type Schema } from './contract-document.ts'
import { type ContractDocument, contractDocuments } from '../../scripts/contract-documents.ts'
import { answerOf, linesOf, VALIDATORS } from './contract-schemas.ts'
import type * as validators from './contract-validators.ts'

// Loaded on demand: Ajv is large.
const require = createRequire(import.meta.url)

/** The body that test clients give for a response without an end; event-stream.ts reads the data of such a response. */
export const UNREAD = Symbol('unread')

export interface ContractOperation {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  /** The path parameter that is a resource name, with the patterns that it may have. */
  readonly resourceName: { readonly parameter: string; readonly patterns: readonly string[] } | null
  /** Complaints about a response; empty when it matches the contract. */
  readonly check: (status: number, body: unknown) => readonly string[]
}

/** A validator as Ajv generates it. */
export interface Validator {
  (body: unknown): boolean
  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}

/** Both Packer APIs use the same operation names; the older API's are prefixed with its date. */
export function contractName(api: string, operationId: string): string {
  if (api.endsWith('2021-04-30')) return `2021-04-30/${operationId}`
  return api.startsWith('operation') ? `OperationService_${operationId}` : operationId
}

/** The validators of the run by schema name, or without a run (a single file, by hand) those of this process. */
function validatorsOf(name: ContractDocument): (schema: string) => Validator {
  const folder = process.env[VALIDATORS]
  if (folder === undefined) return (require('./contract-validators.ts') as typeof validators).ownValidators(name)
  const compiled = require(`${folder}/${name}.cjs`) as Readonly<Record<string, Validator>>
  return (schema) => compiled[schema] ?? assert.fail(`${name} has no answer ${schema}`)
}

function read(name: ContractDocument): [string, ContractOperation][] {
  let validators: ((schema: string) => Validator) | undefined
  const validate = (schema: Schema, body: unknown): readonly string[] => {
    // The log service leaves some responses open; they must be objects.
    if (Object.keys(schema).length === 0) return typeof body === 'object' && body !== null ? [] : ['is no object']
    const validator = (validators ??= validatorsOf(name))(lastOf(schema.$ref ?? ''))
    return validator(body)
      ? []
      : (validator.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
  }
  return contractDocument(name).operations.map(({ path, method, operation }): [string, ContractOperation] => {
    const named = contractName(name, operation.operationId)
    const entry: ContractOperation = {
      method,
      path,
      query: (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => parameter.name),
      resourceName: resourceNameOf(operation),
      check: (status, body) => {
        noteAnswered(named)
        // One operation of IAM has no responses at all in its document.
        if (Object.keys(operation.responses).length === 0) return []
        const schema = answerOf(operation, status)
        if (status === 200 && body === UNREAD) return []
        // The oldest clients read an error's message from a field that the document lacks.
        const isLegacyError = name === 'packer-2021-04-30' && status !== 200
        if (isLegacyError && withoutError(body) === undefined) return ['the error repeats its message in no "error"']
        const sent = isLegacyError ? withoutError(body) : body
        if (schema && linesOf(operation, status)) return linesIn(sent).flatMap((line) => validate(schema, line))
        return schema ? validate(schema, sent) : [`the contract has no answer with status ${status}`]
      },
    }
    return [named, entry]
  })
}

/** The client has already parsed a body of a single line. */
const linesIn = (body: unknown): readonly unknown[] =>
  typeof body === 'string'
    ? body
        .split('\n')
        .filter(Boolean)
        .map((line): unknown => JSON.parse(line))
    : [body]

function resourceNameOf({ parameters = [] }: OperationDocument): ContractOperation['resourceName'] {
  const [found] = parameters.flatMap(({ name, 'x-resource-names': patterns }) =>
    patterns ? [{ parameter: name, patterns }] : [],
  )
  return found ?? null
}

/** The body without its `error`; undefined when that differs from `message`. */
function withoutError(body: unknown): unknown {
  const { error, ...rest } = body as { readonly error?: unknown; readonly message?: unknown }
  return error === rest.message ? rest : undefined
}

/**
 * Every operation of the served APIs by operationId. Those of the operation API are named OperationService_*, those of
 * packer 2021-04-30 are named 2021-04-30/*.
 */
export const contractOperations: ReadonlyMap<string, ContractOperation> = new Map(contractDocuments.flatMap(read))
