// Every position in the bodies of an API that takes a text, read from its OpenAPI document, filled with a text of megabytes.
import { contractDocument, type Schema } from './contract-document.ts'

export interface LongText {
  readonly operation: string
  /** The field that contains the text; for the entries of a map, the map's field. */
  readonly field: string
  /** The part to put into a body that is otherwise valid. */
  readonly body: Readonly<Record<string, unknown>>
}

/** Long texts for every operation of the document that takes a body. */
export function longTextsOf(document: string, text: string): readonly LongText[] {
  const { bodies, resolve } = contractDocument(document)
  const places = (given: Schema, field: string): readonly { readonly field: string; readonly value: unknown }[] => {
    const schema = resolve(given)
    // Bytes carry documents, which are limited only by the limit of the whole body.
    if (schema.enum || ['date-time', 'byte'].includes(schema.format ?? '')) return []
    if (schema.properties)
      return Object.entries(schema.properties).flatMap(([name, member]) =>
        places(member, field === '' ? name : `${field}.${name}`).map((place) => ({
          ...place,
          value: { [name]: place.value },
        })),
      )
    if (schema.type === 'string') return [{ field, value: text }]
    if (schema.type === 'array')
      return places(schema.items ?? {}, `${field}[0]`).map((place) => ({ ...place, value: [place.value] }))
    if (typeof schema.additionalProperties === 'object')
      return [
        { field, value: { some: text } },
        { field, value: { [text]: 'some' } },
      ]
    // Any value is allowed here.
    return schema.type === undefined || schema.type === 'object' ? [{ field, value: { some: [text] } }] : []
  }
  return [...bodies].flatMap(([operation, schema]) =>
    places(schema, '').map(({ field, value }) => ({ operation, field, body: value as LongText['body'] })),
  )
}
