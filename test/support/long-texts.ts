// Every place in the bodies of an API where a text belongs, read from its OpenAPI document, with a text of megabytes there.
import { contractDocument, type Schema } from './contract-document.ts'

export interface LongText {
  readonly operation: string
  /** Where the text is; of a map its field. */
  readonly field: string
  /** What to put into a body that is right. */
  readonly body: Readonly<Record<string, unknown>>
}

/** Long texts for every operation of the document that takes a body. */
export function longTextsOf(document: string, text: string): readonly LongText[] {
  const { bodies, resolve } = contractDocument(document)
  const places = (given: Schema, field: string): readonly { readonly field: string; readonly value: unknown }[] => {
    const schema = resolve(given)
    // Bytes are documents, which have the whole body's bound.
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
    // Anything may be there.
    return schema.type === undefined || schema.type === 'object' ? [{ field, value: { some: [text] } }] : []
  }
  return [...bodies].flatMap(([operation, schema]) =>
    places(schema, '').map(({ field, value }) => ({ operation, field, body: value as LongText['body'] })),
  )
}
