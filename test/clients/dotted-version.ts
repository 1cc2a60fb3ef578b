/** Whether a version such as 1.10.1 is the wanted one or a later one. */
export const isAtLeast = (version: string, wanted: string): boolean =>
  version.localeCompare(wanted, 'en', { numeric: true }) >= 0
