/** The fields whose members are named by users, or by other programs, and keep their names. */
const KEPT_AS_THEY_ARE: readonly string[] = ['labels', 'newLabels', 'updatedLabels', 'metadata']

/** A value with its field names in snake_case, as messages spell them. */
export function snaked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snaked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      KEPT_AS_THEY_ARE.includes(name) ? member : snaked(member),
    ]),
  )
}
