/**
 * The entry, or, where its JSON is longer than so many bytes, the entry without its metadata: what happened, when, to what and
 * by whom stays, what it was before and after can be read in the audit log. No service takes anything longer than a megabyte.
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
