/** Of these the names are people's own, or not ours. */
const KEPT_AS_THEY_ARE: readonly string[] = ['labels', 'newLabels', 'updatedLabels', 'metadata']

/** A value, by names as the wire spells them. */
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
