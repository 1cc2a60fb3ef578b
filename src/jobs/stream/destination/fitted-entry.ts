/**
 * Returns the entry, or, if its JSON is longer than `bytes`, the entry without its metadata. What happened, when, to what and by whom
 * stays; what it was before and after can be read in the audit log. No service takes an entry of more than a megabyte.
 */
export function fittedEntry(entry: object, bytes: number): object {
  const length = Buffer.byteLength(JSON.stringify(entry))
  if (length <= bytes) return entry
  const { control_plane_event: event, ...rest } = entry as { readonly control_plane_event?: object }
  return {
    ...rest,
    control_plane_event: { ...event, metadata: { left_out: `${length} bytes are more than fit here` } },
  }
}
