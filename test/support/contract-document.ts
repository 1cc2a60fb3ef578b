// An OpenAPI document of contract/, as tests read it: the document itself, not the code generated from it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
}

export interface OperationDocument {
  readonly operationId: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly 'x-resource-names'?: readonly string[]
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content } | undefined>>
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

export interface ContractDocument {
  readonly schemas: Readonly<Record<string, Schema>>
  readonly operations: readonly ContractEntry[]
  /** Resolves a reference; returns other schemas unchanged. */
  readonly resolve: (schema: Schema) => Schema
  /** The schema of each operation's body by operationId; operations without a body are absent. */
  readonly bodies: ReadonlyMap<string, Schema>
}

export interface ContractEntry {
  readonly path: string
  /** In upper case. */
  readonly method: string
  readonly operation: OperationDocument
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDocument>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export function contractDocument(name: string): ContractDocument {
  const url = new URL(`../../contract/${name}.json`, import.meta.url)
  const {
    paths,
    components: { schemas },
  } = JSON.parse(readFileSync(url, 'utf8')) as OpenApi
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : resolve(schemas[lastOf(schema.$ref)] ?? assert.fail(schema.$ref))
  const bodies = new Map(
    operations.flatMap(({ operation: { operationId, requestBody } }) => {
      const schema = requestBody?.content['application/json']?.schema
      return schema ? [[operationId, resolve(schema)] as const] : []
    }),
  )
  return { schemas, operations, resolve, bodies }
}

/** The name of the schema that a reference points to. */
export const lastOf = (reference: string): string => reference.split('/').at(-1) ?? ''
