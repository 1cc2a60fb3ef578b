// Path and query parameters of an operation, typed as its table says. Unknown ones are ignored, like unknown fields.
import type { OperationEntry, ParameterKind } from '../../contract/operation.ts'
import { invalidArgument } from '../../domain/errors.ts'
import { routerName } from '../binding/routes.ts'
import { camelCase, readText } from './read-message.ts'

type Raw = Readonly<Record<string, unknown>>

const readers: Record<ParameterKind, (values: readonly string[], name: string) => unknown> = {
  string: (values) => values.at(-1),
  strings: (values) => values,
  integer: (values, name) => {
    const text = values.at(-1) ?? ''
    if (!/^-?\d{1,9}$/.test(text)) throw invalidArgument(name, 'must be a whole number')
    return Number(text)
  },
  boolean: (values, name) => {
    const text = values.at(-1)
    if (text !== 'true' && text !== 'false') throw invalidArgument(name, 'must be true or false')
    return text === 'true'
  },
}

/** Makes the reader of an operation's path parameters, once, at start. Handlers see the contract's names for them. */
export function paramsReader(entry: OperationEntry): (raw: Raw) => Record<string, string> {
  const names = entry.params.map((name) => ({ name, sentAs: routerName(name) }))
  return (raw) => {
    const params: Record<string, string> = {}
    for (const { name, sentAs } of names) params[name] = readText(raw[sentAs], name)
    return params
  }
}

/**
 * Makes the reader of an operation's query parameters, once, at start. An empty parameter is an absent one: clients send
 * `pagination.next_page_token=` for the first page.
 */
export function queryReader(entry: OperationEntry): (raw: Raw) => Record<string, unknown> {
  const known = Object.entries(entry.query).map(([name, kind]) => ({
    name,
    alias: camelCase(name),
    read: readers[kind],
  }))
  return (raw) => {
    const query: Record<string, unknown> = {}
    for (const { name, alias, read } of known) {
      const sent = raw[name] ?? raw[alias]
      if (sent === undefined) continue
      const values = (Array.isArray(sent) ? sent : [sent])
        .map((value) => readText(value, name))
        .filter((text) => text !== '')
      if (values.length > 0) query[name] = read(values, name)
    }
    return query
  }
}
