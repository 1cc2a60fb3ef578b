// What holds a body against a schema. Compiling that, and loading what compiles it, takes a test longer than all its answers do:
// for a whole run it is done once, and kept in a file for each document.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type standalone from 'ajv/dist/standalone/index.js'
import { replaceFile } from '../../src/machine/write-file.ts'
import { contractDocument, lastOf } from './contract-document.ts'
import { type ContractDocument, contractDocuments } from '../../scripts/contract-documents.ts'
import { answerOf, hardenedSchemas, VALIDATORS } from './contract-schemas.ts'
import type { Validator } from './contract.ts'

// Below the packages, which what is compiled asks for.
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/assay/validators', import.meta.url))
const READABLE = 0o644

// Whether the documents are schemas themselves is asked in one test, and not by everybody who reads them.
function validatorsOf(name: ContractDocument) {
  const options = { strict: false, allErrors: true, validateSchema: false, code: { source: true } }
  return addFormats.default(new Ajv2020(options)).addSchema({ $id: name, $defs: hardenedSchemas(name) })
}

const referenceTo = (name: ContractDocument, schema: string) => `${name}#/$defs/${schema}`

/** Without a run that has them (a single file, by hand): by the names of the schemas, each compiled when it is asked for. */
export function ownValidators(name: ContractDocument): (schema: string) => Validator {
  const ajv = validatorsOf(name)
  return (schema) => (ajv.getSchema(referenceTo(name, schema)) ?? assert.fail(`${name} has no ${schema}`)) as Validator
}

/** Compiles all for a whole run, before its test processes, which inherit where they are. */
export async function shareValidators(): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const { default: codeOf } = createRequire(import.meta.url)('ajv/dist/standalone') as {
    default: typeof standalone.default
  }
  for (const name of contractDocuments) {
    const schemas = contractDocument(name).operations.flatMap(({ operation }) =>
      [200, 500].flatMap((status) => answerOf(operation, status)?.$ref ?? []).map(lastOf),
    )
    const exported = Object.fromEntries(schemas.map((schema) => [schema, referenceTo(name, schema)]))
    await replaceFile(join(FOLDER, `${name}.cjs`), codeOf(validatorsOf(name), exported), READABLE)
  }
  process.env[VALIDATORS] = FOLDER
}

/** Complaints about the hardened documents as schemas; empty when they are. */
export const schemaComplaints = (): readonly string[] =>
  contractDocuments.flatMap((name) => {
    const ajv = validatorsOf(name)
    const { schema } = ajv.schemas[name] ?? assert.fail(`${name} was not read`)
    return ajv.validateSchema(schema) === true ? [] : [`${name}: ${ajv.errorsText()}`]
  })
