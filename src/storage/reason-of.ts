/** Why, in the words of whoever failed. Node reports a host with several addresses as an AggregateError without any. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
